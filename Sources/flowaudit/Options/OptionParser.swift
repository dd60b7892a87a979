/// Reads a command line: arguments in, what they ask for out.
///
/// Nothing else is looked at, but whether there is a file of a name that another program has for a command.
enum OptionParser {
  /// Reads the arguments behind the program's name; `configuration` is the file of default options, if there is one.
  static func parse(
    _ arguments: [String], configuration: String? = nil
  ) throws(UsageError) -> any Invocation {
    let catalog = Catalog.flowaudit
    let scanned = try ArgumentScanner.scan(arguments, in: catalog)
    let name = catalog.command(namedBy: scanned)?.name
    if name == nil, let word = ForeignCommand.word(in: scanned) {
      guard word != ForeignCommand.version else {
        return VersionInvocation(configuration: configuration)
      }
      if let error = ForeignCommand.refusal(of: word) {
        throw error
      }
    }
    if asks(.help, in: scanned) {
      return HelpCommand(topic: name)
    }
    if asks(.usage, in: scanned) {
      return HelpCommand(topic: name, isShort: true)
    }
    if asks(.version, in: scanned) {
      return VersionInvocation(
        configuration: asks(.noConfiguration, in: scanned) ? nil : configuration)
    }
    let command = CommandTable.rows.first { $0.name == name } ?? CommandTable.rows[0]
    var defaults = Configuration.none
    if let configuration, !configuration.isEmpty, !asks(.noConfiguration, in: scanned) {
      defaults = try Configuration(path: configuration, in: catalog)
    }
    return try read(command, scanned, defaults, isNamed: name != nil)
  }

  private static func read<Result: Command>(
    _ command: Result.Type, _ arguments: [Argument], _ configuration: Configuration, isNamed: Bool
  ) throws(UsageError) -> any Invocation {
    guard !configuration.defaults.isEmpty else {
      return try OptionReader<Result>.read(arguments, isNamed: isNamed, in: .flowaudit)
    }
    let (taken, refused) = configuration.defaults(for: Result.row, besides: arguments)
    let result = try OptionReader<Result>.read(
      arguments, besides: taken, isNamed: isNamed, in: .flowaudit)
    return refused.isEmpty ? result : PartlyConfigured(invocation: result, refused: refused)
  }

  private static func asks(_ question: OptionEffect.Question, in arguments: [Argument]) -> Bool {
    arguments.contains { argument in
      guard case .option(let row, _) = argument, case .asks(let asked) = row.effect else {
        return false
      }
      return asked == question
    }
  }
}
