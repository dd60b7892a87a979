/// Reads a command line: arguments in, what they ask for out; nothing else is looked at.
enum OptionParser {
  /// Reads the arguments behind the program's name.
  static func parse(
    _ arguments: [String], in catalog: Catalog = .flowaudit
  ) throws(UsageError) -> any Invocation {
    let scanned = try ArgumentScanner.scan(arguments, in: catalog)
    let named = catalog.command(namedBy: scanned)
    if asks(.help, in: scanned) {
      return HelpCommand(topic: named?.name)
    }
    if asks(.version, in: scanned) {
      return VersionInvocation()
    }
    return try (named ?? catalog.standard).read(scanned, isNamed: named != nil, in: catalog)
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
