/// Reads a command line: arguments in, what they ask for out; nothing else is looked at.
enum OptionParser {
  /// Reads the arguments behind the program's name.
  static func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
    let scanned = try ArgumentScanner.scan(arguments)
    let named = CommandName(namedBy: scanned)
    if isGiven(.help, in: scanned) {
      return .help(named)
    }
    if isGiven(.version, in: scanned) {
      return .version
    }
    let command = named ?? .standard
    guard command.takesFiles else {
      return try readWords(of: command, in: scanned)
    }
    return .run(try OptionReader.read(scanned, command: command, isNamed: named != nil))
  }

  private static func isGiven(_ name: OptionName, in arguments: [Argument]) -> Bool {
    arguments.contains { argument in
      guard case .option(let row, _) = argument else {
        return false
      }
      return row.name == name
    }
  }

  /// The commands that take words instead of files, and no options of their own.
  private static func readWords(
    of command: CommandName, in arguments: [Argument]
  ) throws(UsageError) -> Invocation {
    var words: [String] = []
    for argument in arguments {
      switch argument {
      case .option(let row, _): throw row.refusal(by: command)
      case .word(let word): words.append(word)
      case .operands(let operands): words += operands
      }
    }
    words.removeFirst()
    let limit = command.usageWords.isEmpty ? 0 : 1
    guard words.count <= limit else {
      throw UsageError("\(command.rawValue) does not take \(words[limit])", for: command)
    }
    return try invocation(of: command, word: words.first)
  }

  private static func invocation(
    of command: CommandName, word: String?
  ) throws(UsageError) -> Invocation {
    switch command {
    case .completions: .completions(try shell(word))
    case .help: .help(try helpTopic(word))
    case .man, .drops, .summary, .flows, .filter, .export, .lint, .doctor: .manPage
    }
  }

  private static func shell(_ word: String?) throws(UsageError) -> Shell {
    let shells = Shell.allCases.map(\.rawValue)
    guard let word else {
      throw UsageError(
        "completions needs a shell: \(shells.joinedAsAlternatives)", for: .completions)
    }
    guard let shell = Shell(rawValue: word) else {
      throw UsageError(
        ValueError.unknown("shell", word, among: shells).message, for: .completions)
    }
    return shell
  }

  private static func helpTopic(_ word: String?) throws(UsageError) -> CommandName? {
    guard let word else {
      return nil
    }
    guard let command = CommandName(rawValue: word) else {
      let commands = CommandName.allCases.map(\.rawValue)
      throw UsageError(ValueError.unknown("command", word, among: commands).message)
    }
    return command
  }
}
