/// Cuts a command line into options and words.
///
/// `--name value`, `--name=value`, `-n value`, `-nvalue`, `-n=value`, letters in one group; `--` ends the options, `-`
/// is a word; names are never abbreviated. A value that begins with `-` stands behind `=`, or is a number.
struct ArgumentScanner {
  private let catalog: Catalog
  private var rest: ArraySlice<String>
  private(set) var arguments: [Argument] = []

  /// Cuts the arguments behind the program's name.
  static func scan(
    _ arguments: [String], in catalog: Catalog
  ) throws(UsageError) -> [Argument] {
    var scanner = Self(catalog: catalog, rest: arguments[...])
    while let argument = scanner.rest.popFirst() {
      if argument == "--" {
        scanner.arguments.append(.operands(Array(scanner.rest)))
        break
      }
      try scanner.scan(argument)
    }
    return scanner.arguments
  }

  /// Cuts arguments that stand in a file; `place` names the place of the one with this number.
  static func scan(
    _ arguments: [String], in catalog: Catalog, at place: (Int) -> String
  ) throws(UsageError) -> [(argument: Argument, place: String)] {
    var scanner = Self(catalog: catalog, rest: arguments[...])
    var placed: [(argument: Argument, place: String)] = []
    while let argument = scanner.rest.popFirst() {
      let place = place(arguments.count - scanner.rest.count - 1)
      do throws(UsageError) {
        try scanner.scan(argument)
      } catch {
        throw UsageError("\(place): \(error.message)")
      }
      placed += scanner.arguments.map { ($0, place) }
      scanner.arguments.removeAll()
    }
    return placed
  }

  private init(catalog: Catalog, rest: ArraySlice<String>) {
    self.catalog = catalog
    self.rest = rest
  }

  private mutating func scan(_ argument: String) throws(UsageError) {
    if argument.hasPrefix("--") {
      try scanLong(argument.dropFirst(2))
    } else if argument.hasPrefix("-"), argument != "-" {
      try scanGroup(argument.dropFirst())
    } else {
      arguments.append(.word(argument))
    }
  }

  private mutating func scanLong(_ text: Substring) throws(UsageError) {
    let name = String(text.prefix { $0 != "=" })
    let attached = text.dropFirst(name.count).isEmpty ? nil : text.dropFirst(name.count + 1)
    guard let row = catalog.options.first(where: { $0.longName == name }) else {
      throw unknown(longName: name)
    }
    try append(row, attached: attached.map { String($0) })
  }

  private mutating func scanGroup(_ letters: Substring) throws(UsageError) {
    var letters = letters
    while let letter = letters.popFirst() {
      guard let row = catalog.options.first(where: { $0.shortName == letter }) else {
        throw unknown(shortName: letter)
      }
      guard row.valueName != nil, !letters.isEmpty else {
        try append(row, attached: nil)
        continue
      }
      try append(row, attached: String(letters.first == "=" ? letters.dropFirst() : letters))
      return
    }
  }

  private mutating func append(_ row: OptionRow, attached: String?) throws(UsageError) {
    guard let valueName = row.valueName else {
      guard attached == nil else {
        throw error("option \(row.flag) takes no value: leave out = and what follows it")
      }
      arguments.append(.option(row, value: nil))
      return
    }
    guard let value = attached ?? takeValue() else {
      throw error("option \(row.flag) needs a value \(valueName)")
    }
    arguments.append(.option(row, value: value))
  }

  /// The next argument, unless it looks like an option.
  private mutating func takeValue() -> String? {
    guard let next = rest.first, !next.hasPrefix("-") || next == "-" || Self.isNumber(next) else {
      return nil
    }
    return rest.popFirst()
  }

  private static func isNumber(_ text: String) -> Bool {
    text.utf8.dropFirst().first.map { $0.isDigit || $0 == UInt8(ascii: ".") } ?? false
  }

  private func unknown(longName: String) -> UsageError {
    if let refusal = HubbleOption.refusal(longName: longName) {
      return error(refusal)
    }
    let words = catalog.options.map(\.longName)
    let nearest =
      ForeignOption.name(of: longName, among: words)
      ?? Spelling.nearest(to: longName, among: words)
    return error(
      "unknown option --\(longName)" + (nearest.map { ": did you mean --\($0)?" } ?? ""))
  }

  private func unknown(shortName: Character) -> UsageError {
    error("unknown option -\(shortName)")
  }

  /// An error whose hint names the command as far as it is known.
  private func error(_ message: String) -> UsageError {
    UsageError(message, for: (catalog.command(namedBy: arguments) ?? catalog.standard).name)
  }
}
