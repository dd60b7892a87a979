/// A line of the text format, as prometheus/common's parser takes it, which promtool and node_exporter use.
///
/// Names are ASCII; other text is bytes, so that two values are equal only where their bytes are.
enum ExpositionLine: Equatable {
  /// Nothing, or a comment that means nothing.
  case comment
  /// HELP of a name; the text without its escapes, nil where none stands there.
  case help(String, [UInt8]?)
  /// TYPE of a name; nil where none stands there.
  case type(String, ExpositionType?)
  case sample(ExpositionSample)

  /// Reads a line without its line feed; throws what is wrong with it first.
  static func read(_ bytes: [UInt8]) throws(SyntaxFault) -> Self {
    var cursor = ExpositionCursor(bytes)
    cursor.skipBlanks()
    switch cursor.byte {
    case nil: return .comment
    case UInt8(ascii: "#"): return try comment(&cursor)
    default: return .sample(try ExpositionSample(&cursor))
    }
  }

  private static func comment(_ cursor: inout ExpositionCursor) throws(SyntaxFault) -> Self {
    cursor.advance()
    cursor.skipBlanks()
    let keyword = String(decoding: cursor.takeWord(), as: UTF8.self)
    guard keyword == "HELP" || keyword == "TYPE" else {
      return .comment
    }
    cursor.skipBlanks()
    let name = cursor.takeMetricName()
    guard let byte = cursor.byte else {
      return .comment
    }
    guard ExpositionCursor.isBlank(byte) else {
      throw SyntaxFault(.syntax, "no metric's name behind \(keyword)")
    }
    cursor.skipBlanks()
    let isEmpty = cursor.byte == nil
    if keyword == "HELP" {
      return .help(name, isEmpty ? nil : try cursor.takeHelp())
    }
    return .type(name, isEmpty ? nil : try type(cursor.takeRest()))
  }

  /// Backslashes are passed over here, as the parser does.
  private static func type(_ word: ArraySlice<UInt8>) throws(SyntaxFault) -> ExpositionType {
    let letters = word.filter { $0 != UInt8(ascii: "\\") }
    guard let type = ExpositionType(word: String(decoding: letters, as: UTF8.self)) else {
      throw SyntaxFault(.unknownType, "\(ShownText.quoted(word)) is not a type")
    }
    return type
  }
}

/// A sample's line.
struct ExpositionSample: Equatable {
  /// A label; the value without its escapes.
  struct Label: Equatable {
    let name: String
    let value: [UInt8]
  }

  let name: String
  let labels: [Label]
  let value: Double
  let hasTimestamp: Bool

  /// Reads the line from where its name begins.
  init(_ cursor: inout ExpositionCursor) throws(SyntaxFault) {
    name = cursor.takeMetricName()
    guard !name.isEmpty else {
      throw SyntaxFault(.syntax, "no metric's name")
    }
    cursor.skipBlanks()
    labels = cursor.byte == UInt8(ascii: "{") ? try Self.labels(&cursor) : []
    cursor.skipBlanks()
    let word = cursor.takeWord()
    guard let number = SampleValue.number(word) else {
      throw SyntaxFault(.value, "\(ShownText.quoted(word)) is not a value")
    }
    value = number
    hasTimestamp = cursor.byte != nil
    guard hasTimestamp else {
      return
    }
    cursor.skipBlanks()
    let timestamp = cursor.takeWord()
    guard Int64(String(decoding: timestamp, as: UTF8.self)) != nil, cursor.byte == nil else {
      let rest = timestamp + cursor.takeRest()
      throw SyntaxFault(.syntax, "\(ShownText.quoted(rest)) behind the value")
    }
  }

  private static func labels(_ cursor: inout ExpositionCursor) throws(SyntaxFault) -> [Label] {
    var labels: [Label] = []
    var names: Set<String> = []
    repeat {
      cursor.advance()
      cursor.skipBlanks()
      if cursor.byte == UInt8(ascii: "}") {
        break
      }
      let label = try label(&cursor)
      guard names.insert(label.name).inserted else {
        throw SyntaxFault(.labelTwice, "label \(ShownText.short(label.name)) comes twice")
      }
      labels.append(label)
      cursor.skipBlanks()
    } while cursor.byte == UInt8(ascii: ",")
    guard cursor.byte == UInt8(ascii: "}") else {
      throw SyntaxFault(.syntax, "no , or } behind a label")
    }
    cursor.advance()
    return labels
  }

  private static func label(_ cursor: inout ExpositionCursor) throws(SyntaxFault) -> Label {
    let name = cursor.takeLabelName()
    guard !name.isEmpty else {
      throw SyntaxFault(.syntax, "no label's name")
    }
    cursor.skipBlanks()
    guard cursor.byte == UInt8(ascii: "=") else {
      throw SyntaxFault(.syntax, "no = behind label \(ShownText.short(name))")
    }
    guard name != "__name__" else {
      throw SyntaxFault(.nameLabel, "label __name__")
    }
    cursor.advance()
    cursor.skipBlanks()
    guard cursor.byte == UInt8(ascii: "\"") else {
      throw SyntaxFault(.syntax, "no quoted value behind label \(ShownText.short(name))")
    }
    return Label(name: name, value: try cursor.takeLabelValue(of: name))
  }
}

/// Why a line cannot be read.
struct SyntaxFault: Error, Equatable {
  let rule: LintRule
  let what: String

  init(_ rule: LintRule, _ what: String) {
    self.rule = rule
    self.what = what
  }
}
