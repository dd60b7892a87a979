import FlowTally

/// A command: one row of the command table.
///
/// The raw value is the word that is typed. Help, man page and completions come from these rows.
enum CommandName: String, CaseIterable, Sendable {
  case drops
  case summary
  case flows
  case export
  case help
  case completions
  case man

  /// What runs when no command is named.
  static let standard = Self.drops

  /// The commands that read flow logs, in the order of the table.
  static let reading = allCases.filter(\.readsFlows)

  /// Whether the command's words are flow logs to read.
  var readsFlows: Bool {
    switch self {
    case .drops, .summary, .flows, .export: true
    case .help, .completions, .man: false
    }
  }

  /// One line for help and documentation.
  var summary: String {
    switch self {
    case .drops: "dropped packets by namespace pair, reason and policy (the default)"
    case .summary: "one screen: coverage, verdicts, drop reasons, the worst namespace pairs"
    case .flows: "flow lines by namespace pair and verdict"
    case .export: "Prometheus metrics, for node_exporter's textfile collector"
    case .help: "this text, or a command's"
    case .completions: "the completion script of a shell, on standard output"
    case .man: "the manual page, on standard output"
    }
  }

  /// What stands behind the command's name in its usage line.
  var usageWords: String {
    switch self {
    case .drops, .summary, .flows, .export: "[OPTION...] [FILE...]"
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
    case .export:
      "Writes what was read as Prometheus metrics. With --state they are counters over all runs: each run reads on where the "
        + "last one stopped, over rotations of the log too. Without it they are gauges over what the run read. With --textfile "
        + "the file is replaced in one step, so that node_exporter never sees half of it."
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
    case .summary, .export, .help, .completions, .man: []
    }
  }

  /// The formats that `--output` takes.
  var formats: [OutputFormat] {
    switch self {
    case .drops, .flows: OutputFormat.allCases
    case .summary: OutputFormat.allCases.filter { $0 != .prometheus }
    case .export, .help, .completions, .man: []
    }
  }
}
