import FlowAnswer

/// What help, manual page, completions and documentation say of a command.
struct CommandText: Sendable {
  let name: CommandName
  /// One line for lists of commands.
  let summary: String
  /// What stands behind the command's name in its usage line.
  let usageWords: String
  /// What the command does, in a paragraph.
  let explanation: String
  let operands: OperandKind
  /// The fields that the command groups by when `--by` is not given.
  var standardFields: [GroupField] = []
  /// What else has to be known, a paragraph each.
  var paragraphs: [String] = []
  /// Why options that others take are not for this command, by their long names; most need no reason.
  var refusedOptions: [String: String] = [:]
  /// Options that a state's counters depend on, by their long names: no default options, because a state of others is refused.
  var settingsOfState: Set<String> = []
  /// How the command can end, and what each status means for it; empty where that goes without saying.
  var exitStatuses: [ExitStatus: String] = [:]
  /// Command lines to start from.
  let examples: [CommandExample]

  /// The command line in general.
  var usage: String {
    usageWords.isEmpty ? "flowaudit \(name.rawValue)" : "flowaudit \(name.rawValue) \(usageWords)"
  }

  /// The fields of the default grouping, a sentence; nil where there is none.
  var groupingNote: String? {
    standardFields.isEmpty
      ? nil : "Default: --by \(standardFields.map(\.rawValue).joined(separator: ","))"
  }
}

/// What the words behind a command's name are.
enum OperandKind: Sendable, Equatable {
  /// Flow logs to read.
  case flowLogs
  /// Flow logs to read; behind `--` stands a command that prints one.
  case flowLogsOrCommand
  /// Other files.
  case files
  /// The name of a command of ours.
  case commandName
  /// One of these words.
  case word([String])
  case nothing

  /// Whether they are flow logs.
  var areFlowLogs: Bool {
    switch self {
    case .flowLogs, .flowLogsOrCommand: true
    case .files, .commandName, .word, .nothing: false
    }
  }

  /// Whether they are files of any kind.
  var areFiles: Bool {
    areFlowLogs || self == .files
  }
}
