import FlowOutput

/// Default options, from the file that an environment variable names: one argument a line, as they stand on a command line.
///
/// Blanks around a line are nothing, and so are empty lines and those that begin with #. Only options stand there; one that a command does
/// not take is not for it, and one that the command line gives is taken from there.
struct Configuration: Sendable {
  /// The variable; empty is the same as not set.
  static let variable = "FLOWAUDIT_CONFIG"
  /// Longer files are none of options.
  static let maximumByteCount = 1 << 20

  /// An option and where it stands, `FILE:LINE`.
  struct Default: Sendable {
    let option: OptionRow
    let value: String?
    let place: String
  }

  /// In the order of the file.
  let defaults: [Default]

  /// No default options.
  static let none = Self(defaults: [])

  private init(defaults: [Default]) {
    self.defaults = defaults
  }

  /// Reads a file.
  init(path: String, in catalog: Catalog) throws(UsageError) {
    guard path != "/dev/null" else {
      self = .none
      return
    }
    var bytes: [UInt8]?
    var cause = ""
    do throws(OutputError) {
      bytes = try AtomicFile(path).read(atMost: Self.maximumByteCount)
    } catch {
      cause = " (\(error.cause))"
    }
    guard let bytes else {
      throw UsageError(
        "\(Self.variable): cannot read \(path)\(cause): name a file of options, or use --no-config")
    }
    try self.init(text: String(decoding: bytes, as: UTF8.self), path: path, in: catalog)
  }

  /// Reads the text of a file; the path is for messages.
  init(text: String, path: String, in catalog: Catalog) throws(UsageError) {
    var lines: [(number: Int, text: String)] = []
    let whole = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in whole.enumerated() {
      let argument = Self.trimmed(line)
      if !argument.isEmpty && !argument.hasPrefix("#") {
        try Self.checkValue(argument, in: catalog, at: "\(path):\(index + 1)")
        lines.append((index + 1, argument))
      }
    }
    let placed = try ArgumentScanner.scan(
      lines.map(\.text), in: catalog, at: { "\(path):\(lines[$0].number)" })
    var defaults: [Default] = []
    for (argument, place) in placed {
      switch argument {
      case .option(let row, let value):
        if case .asks = row.effect {
          throw UsageError("\(place): \(row.flag) is for the command line: leave it out here")
        }
        defaults.append(Default(option: row, value: value, place: place))
      case .word(let word):
        throw UsageError(
          "\(place): \(word) is not an option: only options stand here, a value on the line below its option or behind ="
        )
      case .operands:
        throw UsageError("\(place): -- is for the command line: leave it out here")
      }
    }
    self.defaults = defaults
  }

  /// A value behind a blank, as a shell would take it apart.
  private static func checkValue(
    _ argument: String, in catalog: Catalog, at place: String
  ) throws(UsageError) {
    guard let blank = argument.firstIndex(where: { $0 == " " || $0 == "\t" }) else {
      return
    }
    let (flag, value) = (argument[..<blank], trimmed(argument[blank...]))
    if catalog.options.contains(where: { $0.valueName != nil && $0.names.contains(String(flag)) }) {
      throw UsageError(
        "\(place): a value stands behind =, or on the next line: \(flag)=\(value)")
    }
  }

  private static func trimmed(_ line: Substring) -> String {
    var scalars = line.unicodeScalars[...]
    while let first = scalars.first, " \t\r\u{FEFF}".unicodeScalars.contains(first) {
      scalars.removeFirst()
    }
    while let last = scalars.last, " \t\r".unicodeScalars.contains(last) {
      scalars.removeLast()
    }
    return String(scalars)
  }
}

extension Configuration {
  /// Options of which one is given instead of another.
  private static let rivals: [Set<String>] = [
    ["top", "all"], ["color", "no-color"], ["first", "last"],
  ]

  /// The defaults that a command takes: its own options that the command line does not give; `--not` goes with the flag behind it.
  func defaults(
    for command: CommandRow, besides arguments: [Argument]
  ) -> (taken: [Default], refused: [Default]) {
    let given = Set(
      arguments.compactMap { argument in
        if case .option(let row, _) = argument { row.longName } else { nil }
      })
    var taken: [Default] = []
    var refused: [Default] = []
    var negation: Default?
    for entry in defaults {
      guard entry.option.longName != "not" else {
        negation = entry
        continue
      }
      defer { negation = nil }
      let rivals = Self.rivals.first { $0.contains(entry.option.longName) }
      guard command.takes(entry.option), !given.contains(entry.option.longName),
        given.isDisjoint(with: rivals ?? [])
      else {
        continue
      }
      if command.text.settingsOfState.contains(entry.option.longName) {
        refused.append(entry)
      } else {
        taken += (negation.map { [$0] } ?? []) + [entry]
      }
    }
    return (taken, refused)
  }
}
