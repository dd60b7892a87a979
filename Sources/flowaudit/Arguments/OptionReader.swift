/// Turns scanned options and words into a command, one after the other.
struct OptionReader<Result: Command> {
  private let catalog: Catalog
  private let row = Result.row
  private var command = Result()
  private var words: CommandWords
  private var given: Set<String> = []

  /// Reads everything and checks what may stand together; the defaults come first.
  static func read(
    _ arguments: [Argument], besides defaults: [Configuration.Default] = [], isNamed: Bool,
    in catalog: Catalog
  ) throws(UsageError) -> Result {
    var reader = Self(catalog: catalog, words: CommandWords(isCommandNamed: isNamed))
    for entry in defaults {
      do throws(UsageError) {
        try reader.read(entry.option, entry.value)
      } catch {
        throw UsageError("\(entry.place): \(error.message)", for: Result.name)
      }
    }
    for argument in arguments {
      switch argument {
      case .option(let row, let value): try reader.read(row, value)
      case .word(let word): reader.words.words.append(word)
      case .operands(let words): reader.words.operands = words
      }
    }
    if isNamed {
      reader.words.words.removeFirst()
    }
    try reader.command.finish(reader.words, in: catalog)
    return reader.command
  }

  private init(catalog: Catalog, words: CommandWords) {
    self.catalog = catalog
    self.words = words
  }

  private mutating func read(_ option: OptionRow, _ value: String?) throws(UsageError) {
    guard row.takes(option) else {
      throw row.refusal(of: option, in: catalog)
    }
    let isFirst = given.insert(option.longName).inserted
    guard isFirst || option.isRepeatable || option.valueName == nil else {
      throw Result.refusal("option \(option.flag) is given twice: give it once")
    }
    do throws(ValueError) {
      guard value != "" || option.takesEmptyValue else {
        throw ValueError("its value is empty: give \(option.valueName ?? "one")")
      }
      try apply(option.effect, value ?? "")
    } catch {
      throw Result.refusal("option \(option.flag): \(error.message)")
    }
  }

  private mutating func apply(_ effect: OptionEffect, _ value: String) throws(ValueError) {
    switch effect {
    // What is asked for is answered before any value is read.
    case .asks: return
    case .sets(let group, let assign):
      for target in Result.groups where target.group == group {
        try target.change(&command) { (options: inout any OptionGroup) throws(ValueError) in
          try assign(&options, value)
        }
      }
    }
  }
}
