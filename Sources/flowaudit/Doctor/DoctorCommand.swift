import FlowOutput
import FlowReport
import FlowWiring

extension CommandName {
  static let doctor = Self(rawValue: "doctor")
}

/// `flowaudit doctor`: looks at everything between the log and Prometheus, changes nothing.
struct DoctorCommand: Command {
  static let groups: [OptionTarget<Self>] = [
    OptionTarget(\.paths), OptionTarget(\.served), OptionTarget(\.wiring), OptionTarget(\.format),
  ]

  static let text = CommandText(
    name: .doctor,
    summary: "what is wrong between the flow log, or Cilium itself, and Prometheus",
    usageWords:
      "[--textfile PATH] [--state PATH] [--helm-values FILE] [--objects FILE] [FILE...]",
    explanation:
      "Looks at the .prom file of export and its directory, at node_exporter's process and, asked by "
      + "--node-exporter, at what it serves, at the state of --state, and at the flow logs that are named: a line for each, "
      + "ok, warning or problem, and what to do. It changes nothing. With --helm-values, --objects or both it says instead why "
      + "Prometheus does not see Cilium's and Hubble's metrics, and which key or label to set.",
    operands: .files,
    exitStatuses: ExitStatus.meanings(
      of: [.done, .limitExceeded, .usage, .inputFailed, .outputFailed, .stateRefused],
      but: [
        .done: "no problems; there may be warnings",
        .limitExceeded:
          "problems; of wiring: what the values ask for is not seen, or a key is not read",
        .inputFailed: "values or objects could not be read, or are none",
        .outputFailed: "the output could not be written",
      ]),
    examples: [
      CommandExample(
        "flowaudit doctor --textfile DIR/flowaudit.prom --state export.state events.log",
        "what runs of export keep and write"),
      CommandExample(
        "flowaudit doctor --textfile DIR/flowaudit.prom --node-exporter http://127.0.0.1:9100/metrics",
        "whether it arrives"),
      CommandExample(
        "kubectl get servicemonitors,services,prometheuses,namespaces -A -o json | flowaudit doctor --objects - --helm-values values.yaml",
        "why Prometheus does not see Cilium's metrics"),
    ])

  var files: [String] = []
  var paths = ExportPaths()
  var served = ServedOptions()
  var wiring = WiringOptions()
  var format = FormatOptions([.table, .json])

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    files = words.all
    let looksElsewhere = !files.isEmpty || paths != ExportPaths() || served != ServedOptions()
    try wiring.check(for: Self.name)
    guard wiring.isAsked || looksElsewhere else {
      throw Self.refusal(
        "doctor needs --textfile PATH, --state PATH, --node-exporter URL, --helm-values FILE, --objects FILE or a flow log"
      )
    }
    guard !wiring.isAsked || !looksElsewhere else {
      throw Self.refusal(
        "--helm-values and --objects are asked about alone: leave out the other paths, or run doctor twice"
      )
    }
    guard wiring.isAsked || format.format == .table else {
      throw Self.refusal(
        "doctor prints lines: --output \(format.format.name) is for --helm-values and --objects")
    }
  }

  /// Prints a line for each thing looked at; says whether there are problems.
  func run(in host: Host) -> ExitStatus {
    guard !wiring.isAsked else {
      return runWiring(in: host)
    }
    let results = DoctorCheck.allCases.flatMap(results)
    let text = results.map { Escape.terminal($0.line) + "\n" }.joined()
    let hasProblem = results.contains { $0.level == .problem }
    return Self.write(text, hasProblem: hasProblem, in: host)
  }

  /// Judges values and objects, and looks at nothing else.
  private func runWiring(in host: Host) -> ExitStatus {
    do throws(PolicyFailure) {
      let input = try WiringInput(wiring)
      for note in input.notes {
        host.diagnostics.warning(note)
      }
      let check = wiring.check
      let answer = check.answer(values: input.values, objects: input.objects)
      let report = WiringReport(answer, check)
      return Self.write(
        format.format == .json ? report.json : report.text, hasProblem: answer.isBroken, in: host)
    } catch {
      host.diagnostics.error(error.message)
      return .inputFailed
    }
  }

  private static func write(_ text: String, hasProblem: Bool, in host: Host) -> ExitStatus {
    do throws(OutputError) {
      var output = StandardOutput()
      try output.write(text)
      try output.flush()
    } catch .closedPipe {
      return .done
    } catch {
      host.diagnostics.error("\(error)")
      return .outputFailed
    }
    return hasProblem ? .limitExceeded : .done
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
