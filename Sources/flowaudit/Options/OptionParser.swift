/// Reads a command line: arguments in, what they ask for out; nothing else is looked at.
enum OptionParser {
  /// Reads the arguments behind the program's name.
  static func parse(_ arguments: [String]) throws(UsageError) -> any Invocation {
    let catalog = Catalog.flowaudit
    let scanned = try ArgumentScanner.scan(arguments, in: catalog)
    let name = catalog.command(namedBy: scanned)?.name
    if asks(.help, in: scanned) {
      return HelpCommand(topic: name)
    }
    if asks(.usage, in: scanned) {
      return HelpCommand(topic: name, isShort: true)
    }
    if asks(.version, in: scanned) {
      return VersionInvocation()
    }
    let command = CommandTable.rows.first { $0.name == name } ?? CommandTable.rows[0]
    return try read(command, scanned, isNamed: name != nil)
  }

  private static func read<Result: Command>(
    _ command: Result.Type, _ arguments: [Argument], isNamed: Bool
  ) throws(UsageError) -> any Invocation {
    try OptionReader<Result>.read(arguments, isNamed: isNamed, in: .flowaudit)
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
