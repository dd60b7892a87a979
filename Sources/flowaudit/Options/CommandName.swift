import FlowAnswer
import FlowTally

/// A command: one row of the command table.
///
/// The raw value is the word that is typed. Help, man page and completions come from these rows.
enum CommandName: String, CaseIterable, Sendable {
  case drops
  case summary
  case flows
  case filter
  case export
  case lint
  case doctor
  case help
  case completions
  case man

  /// What runs when no command is named.
  static let standard = Self.drops

  /// The one that starts a command of its own, which stands behind `--`.
  static let startingCommand = Self.export

  /// The commands that read flow logs, in the order of the table.
  static let reading = allCases.filter(\.readsFlows)

  /// Whether the command's words are flow logs to read.
  var readsFlows: Bool {
    switch self {
    case .drops, .summary, .flows, .filter, .export: true
    case .lint, .doctor, .help, .completions, .man: false
    }
  }

  /// Whether the command's words are files, and it takes options of its own.
  var takesFiles: Bool {
    switch self {
    case .drops, .summary, .flows, .filter, .export, .lint, .doctor: true
    case .help, .completions, .man: false
    }
  }

  /// One line for help and documentation.
  var summary: String {
    switch self {
    case .drops: "dropped packets by namespace pair, reason and policy (the default)"
    case .summary: "one screen: coverage, verdicts, drop reasons, the worst namespace pairs"
    case .flows: "flow lines by namespace pair and verdict"
    case .filter: "the matching lines themselves, for pipes"
    case .export: "Prometheus metrics, for node_exporter's textfile collector"
    case .lint: "what would make node_exporter or Prometheus refuse or misread .prom files"
    case .doctor: "what is wrong between the flow log and node_exporter"
    case .help: "this text, or a command's"
    case .completions: "the completion script of a shell, on standard output"
    case .man: "the manual page, on standard output"
    }
  }

  /// What stands behind the command's name in its usage line.
  var usageWords: String {
    switch self {
    case .drops, .summary, .flows, .filter: "[OPTION...] [FILE...]"
    case .export: "[OPTION...] [FILE...|-- COMMAND [ARGUMENT...]]"
    case .lint: "[OPTION...] FILE.prom|DIRECTORY..."
    case .doctor: "[--textfile PATH] [--state PATH] [--node-exporter URL] [FILE...]"
    case .help: "[COMMAND]"
    case .completions: "SHELL"
    case .man: ""
    }
  }

  /// What the command does, in a paragraph.
  var explanation: String {
    switch self {
    case .drops:
      "Counts every dropped packet once, although a packet that a policy drops is up to two "
        + "lines in the log, and names the policies that denied it."
    case .summary:
      "Shows on one screen what was read, the flows by verdict, and the drops by reason, by "
        + "namespace pair and by policy."
    case .flows:
      "Counts flow lines, never paired: a packet that a policy drops is up to two of them. "
        + "For dropped packets use 'flowaudit drops'."
    case .filter:
      "Writes the flows that pass the filters byte for byte, one line each, in the order of the "
        + "input. Notices of lost events pass where no filter asks for anything, as in hubble; "
        + "lines that are neither never do. A line's CR, container prefix or byte order mark is not "
        + "written, and a line that a container runtime cut in parts is written whole."
    case .export:
      "Writes what was read as Prometheus metrics. With --state they are counters over all runs: each run reads on where the "
        + "last one stopped, over rotations of the log too, or takes what is new of a pipe. Without it they are gauges over what the run read. With --textfile "
        + "the file is replaced in one step, so that node_exporter never sees half of it. Behind -- stands a command "
        + "to start, which prints the log."
    case .lint:
      "Prints a line for each fault: what it is, what comes of it, and how to mend it. The files of "
        + "one directory are compared with each other, as node_exporter reads them together: "
        + "promtool check metrics sees one file, and misses timestamps, series that are there twice "
        + "and much else. - is standard input."
    case .doctor:
      "Looks at the .prom file of export and its directory, at node_exporter's process and, asked by "
        + "--node-exporter, at what it serves, at the state of --state, and at the flow logs that are named: a line for each, "
        + "ok, warning or problem, and what to do. It changes nothing."
    case .help:
      "Prints the help of flowaudit, or of one command."
    case .completions:
      "Prints a completion script for bash, zsh or fish."
    case .man:
      "Prints the manual page as roff, for man(1)."
    }
  }

  /// The fields that the command groups by when `--by` is not given.
  var standardFields: [GroupField] {
    switch self {
    case .drops: [.sourceNamespace, .destinationNamespace, .reason, .policy]
    case .flows: [.sourceNamespace, .destinationNamespace, .verdict]
    case .summary, .filter, .export, .lint, .doctor, .help, .completions, .man: []
    }
  }

  /// The formats that `--output` takes.
  var formats: [OutputFormat] {
    switch self {
    case .drops, .flows: OutputFormat.allCases
    case .summary: OutputFormat.allCases.filter { $0 != .prometheus }
    case .lint: [.table, .json]
    case .filter, .export, .doctor, .help, .completions, .man: []
    }
  }
}
