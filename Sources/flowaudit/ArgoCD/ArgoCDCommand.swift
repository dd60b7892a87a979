import FlowAnswer
import FlowCorrelation
import FlowOutput

extension CommandName {
  static let argocd = Self(rawValue: "argocd")
}

/// `flowaudit argocd`: how the applications of Argo CD do, by a list of them.
struct ArgoCDCommand: Command {
  static let groups: [OptionTarget<Self>] = [OptionTarget(\.format), OptionTarget(\.windows)]

  static let text = CommandText(
    name: .argocd,
    summary: "how Argo CD's applications do, from a list of them",
    usageWords: "[OPTION...] FILE...",
    explanation:
      "Counts the applications of 'argocd app list -o json', of kubectl get applications.argoproj.io -A -o json or of an answer of Argo CD's API: "
      + "out of sync, degraded, progressing, missing, suspended; failed operations of the last hour (--window) and how long they took; the applications that "
      + "somebody has to look at. A list forgets an operation that another one followed: a share of failures is a lower bound. - is standard input.",
    operands: .files,
    exitStatuses: ExitStatus.meanings(
      of: [.done, .usage, .inputFailed, .outputFailed],
      but: [
        .done: "done, whatever the applications do",
        .inputFailed: "a list could not be read, or holds no application of Argo CD",
        .outputFailed: "the output could not be written",
      ]),
    examples: [
      CommandExample(
        "argocd app list -o json | flowaudit argocd -", "what is out of sync, degraded or failed"),
      CommandExample("flowaudit argocd apps.json --output markdown", "for a ticket"),
    ])

  var files: [String] = []
  var format = FormatOptions([.table, .json, .markdown])
  var windows = WindowOptions()

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    files = words.all
    guard !files.isEmpty else {
      throw Self.refusal(
        "argocd needs a list of applications: name the file that 'argocd app list -o json' was written to, or - for standard input"
      )
    }
    guard files.count(where: { $0 == "-" }) <= 1 else {
      throw Self.refusal("standard input can be read once: give - once")
    }
  }

  func run(in host: Host) -> ExitStatus {
    let health: ArgoCDHealth
    do throws(PolicyFailure) {
      health = try ArgoCDHealth(files: files)
    } catch {
      host.diagnostics.error(error.message)
      return .inputFailed
    }
    let report = ArgoCDHealthReport(
      ArgoCDFigures(health, window: windows.window ?? .seconds(3600)), notes: health.notes,
      width: host.terminal.outputColumns)
    do throws(OutputError) {
      var output = StandardOutput()
      try output.write(
        format.format == .json
          ? report.json : format.format == .markdown ? report.markdown : report.table)
      try output.flush()
    } catch .closedPipe {
      return .done
    } catch {
      host.diagnostics.error("\(error)")
      return .outputFailed
    }
    return .done
  }
}
