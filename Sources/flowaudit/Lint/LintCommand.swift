import FlowMetrics
import FlowOutput

extension CommandName {
  static let lint = Self(rawValue: "lint")
}

/// `flowaudit lint`: what of a .prom file would be refused or misread.
///
/// The files of one directory are compared with each other, as node_exporter reads them together.
struct LintCommand: Command {
  static let groups: [OptionTarget<Self>] = [OptionTarget(\.format)]

  static let text = CommandText(
    name: .lint,
    summary: "what of a .prom file would be refused or misread",
    usageWords: "[OPTION...] FILE.prom|DIRECTORY...",
    explanation:
      "Prints a line for each fault: what it is, what comes of it, and how to mend it. The files of "
      + "one directory are compared with each other, as node_exporter reads them together: "
      + "promtool check metrics sees one file, and misses timestamps, series that are there twice "
      + "and much else. - is standard input.",
    operands: .files,
    exitStatuses: ExitStatus.meanings(
      of: [.done, .limitExceeded, .usage, .inputFailed, .outputFailed],
      but: [
        .done: "no findings", .limitExceeded: "findings",
        .inputFailed: "a file could not be read; the others were looked at",
        .outputFailed: "the output could not be written",
      ]),
    examples: [
      CommandExample(
        "flowaudit lint /var/lib/prometheus/node-exporter",
        "all that node_exporter reads, each file and all together"),
      CommandExample("flowaudit export events.log | flowaudit lint -", "what a command prints"),
    ])

  var files: [String] = []
  var format = FormatOptions([.table, .json])

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    files = words.all
    guard !files.isEmpty else {
      throw Self.refusal("lint needs a .prom file or a directory, or - for standard input")
    }
  }

  func run(in host: Host) -> ExitStatus {
    LintRun(files: files, format: format.format, diagnostics: host.diagnostics).run()
  }
}

/// A look at some files and directories.
private struct LintRun {
  let files: [String]
  let format: OutputFormat
  let diagnostics: Diagnostics

  /// Files of one directory.
  private struct Group {
    let directory: String
    var files: [TextfileInput]
  }

  /// Prints the findings; says whether there are any.
  func run() -> ExitStatus {
    var hasFailed = false
    let groups = groups(&hasFailed)
    var report = LintReport(format: format)
    do throws(OutputError) {
      for group in groups {
        var lint = TextfileLint()
        for file in group.files {
          switch file.findings(&lint) {
          case .success(let findings): try report.add(findings)
          case .failure(let error): fail(error, &hasFailed)
          }
        }
      }
      try report.end()
    } catch .closedPipe {
      return .done
    } catch {
      diagnostics.error("\(error)")
      return .outputFailed
    }
    return hasFailed ? .inputFailed : report.findingCount > 0 ? .limitExceeded : .done
  }

  private func fail(_ error: OutputError, _ hasFailed: inout Bool) {
    diagnostics.error("\(error)")
    hasFailed = true
  }

  private func groups(_ hasFailed: inout Bool) -> [Group] {
    var groups: [Group] = []
    for argument in files {
      do throws(OutputError) {
        let (directory, files) = try files(of: argument)
        if files.isEmpty {
          diagnostics.error("\(argument): no *.prom in this directory")
          hasFailed = true
        }
        if let index = groups.firstIndex(where: { $0.directory == directory }) {
          groups[index].files += files.filter { !groups[index].files.contains($0) }
        } else {
          groups.append(Group(directory: directory, files: files))
        }
      } catch {
        fail(error, &hasFailed)
      }
    }
    return groups
  }

  private func files(
    of argument: String
  ) throws(OutputError) -> (directory: String, files: [TextfileInput]) {
    guard argument != "-" else {
      return ("-", [TextfileInput(path: nil, mustEndInProm: false)])
    }
    guard try FileFacts(argument)?.kind == .directory else {
      let file = TextfileInput(path: argument, mustEndInProm: true)
      return (TextfileDirectory.parts(of: argument).directory, [file])
    }
    let directory = try TextfileDirectory(argument)
    let files = directory.textfileNames.map { name in
      TextfileInput(path: directory.path(of: name), mustEndInProm: true)
    }
    return (TextfileDirectory.parts(of: directory.path(of: "x")).directory, files)
  }
}
