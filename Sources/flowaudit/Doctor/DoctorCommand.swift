import FlowOutput
import FlowReport

extension CommandName {
  static let doctor = Self(rawValue: "doctor")
}

/// `flowaudit doctor`: looks at everything between the log and Prometheus, changes nothing.
struct DoctorCommand: Command {
  static let groups: [OptionTarget<Self>] = [OptionTarget(\.paths), OptionTarget(\.served)]

  static let text = CommandText(
    name: .doctor,
    summary: "what is wrong between the flow log and node_exporter",
    usageWords: "[--textfile PATH] [--state PATH] [--node-exporter URL] [FILE...]",
    explanation:
      "Looks at the .prom file of export and its directory, at node_exporter's process and, asked by "
      + "--node-exporter, at what it serves, at the state of --state, and at the flow logs that are named: a line for each, "
      + "ok, warning or problem, and what to do. It changes nothing.",
    operands: .files,
    exitStatuses: ExitStatus.meanings(
      of: [.done, .limitExceeded, .usage, .outputFailed, .stateRefused],
      but: [
        .done: "no problems; there may be warnings", .limitExceeded: "problems",
        .outputFailed: "the output could not be written",
      ]),
    examples: [
      CommandExample(
        "flowaudit doctor --textfile DIR/flowaudit.prom --state export.state events.log",
        "what runs of export keep and write"),
      CommandExample(
        "flowaudit doctor --textfile DIR/flowaudit.prom --node-exporter http://127.0.0.1:9100/metrics",
        "whether it arrives"),
    ])

  var files: [String] = []
  var paths = ExportPaths()
  var served = ServedOptions()

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    files = words.all
    guard !files.isEmpty || paths != ExportPaths() || served != ServedOptions() else {
      throw Self.refusal(
        "doctor needs --textfile PATH, --state PATH, --node-exporter URL or a flow log")
    }
  }

  /// Prints a line for each thing looked at; says whether there are problems.
  func run(in host: Host) -> ExitStatus {
    let results = DoctorCheck.allCases.flatMap(results)
    do throws(OutputError) {
      var output = StandardOutput()
      for result in results {
        try output.write(Escape.terminal(result.line) + "\n")
      }
      try output.flush()
    } catch .closedPipe {
      return .done
    } catch {
      host.diagnostics.error("\(error)")
      return .outputFailed
    }
    return results.contains { $0.level == .problem } ? .limitExceeded : .done
  }

  /// The node_exporter that is asked; all there are where none is asked.
  private var readers: [ReaderProcess] {
    let processes = ReaderProcess.all()
    guard let port = served.url?.port else {
      return processes
    }
    let sockets = ListeningSockets(port: port)
    return processes.filter { sockets.mayBeHeld(by: $0.id) }
  }

  private func results(of check: DoctorCheck) -> [CheckResult] {
    switch check {
    case .directory: paths.textfile.map { DirectoryCheck($0).results } ?? []
    case .reader: paths.textfile.map { ReaderCheck($0, processes: readers).results } ?? []
    case .textfile: paths.textfile.map { TextfileCheck($0, now: Clock.now()).results } ?? []
    case .neighbours: paths.textfile.map { NeighbourCheck($0).results } ?? []
    case .state:
      paths.state.map {
        StateCheck($0, files: files, now: Clock.now()).results
      } ?? []
    case .input: InputCheck(files, now: Clock.now()).results
    case .exporter:
      served.url.map { ExporterCheck($0, textfile: paths.textfile).results } ?? []
    }
  }
}

/// Where node_exporter serves what it has read.
struct ServedOptions: OptionGroup {
  /// What is asked for the metrics that arrive.
  var url: LoopbackURL?
}
