/// What changes from one copy of a line to the next, without changing its length.
enum ChangingText: UInt8, Sendable {
  /// `2026-05-11T06:00:00.000699696` without the `Z` behind it.
  case time
  /// A random UUID, the line's own.
  case identifier
  /// The client's port, five digits, the same for all lines of a packet.
  case clientPort
  /// Another UUID: what HTTP carries in X-Request-Id.
  case requestIdentifier

  /// The text that stands in the template, of the length of all texts of its kind.
  var sample: String {
    switch self {
    case .time: "2026-05-11T06:00:00.000000000"
    case .identifier, .requestIdentifier: "00000000-0000-4000-8000-000000000000"
    case .clientPort: "32768"
    }
  }
}

/// Where a changing text begins in its line.
struct ChangingPlace: Sendable {
  let offset: Int
  let text: ChangingText
}

/// One line of JSON under construction, in the way of Cilium's encoder.
///
/// Members come in the order of the calls. Zero values (an empty text or list, 0, false) are not
/// written, as protojson does not; the `always` forms are for the messages that wrap a scalar.
/// Keys must need no escape.
struct LineText: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var places: [ChangingPlace] = []
  /// Writes `{"a": 1, "b": 2}` instead of `{"a":1,"b":2}`.
  let spaced: Bool
  private var needsComma = false

  init(spaced: Bool = false) {
    self.spaced = spaced
    bytes.reserveCapacity(4096)
  }

  /// The outermost object.
  mutating func object(_ members: (inout LineText) -> Void) {
    enclose("{", "}", members)
  }

  mutating func object(_ key: String, _ members: (inout LineText) -> Void) {
    begin(key)
    enclose("{", "}", members)
  }

  mutating func objects<Element>(
    _ key: String, _ elements: [Element], _ members: (inout LineText, Element) -> Void
  ) {
    guard !elements.isEmpty else { return }
    begin(key)
    enclose("[", "]") { line in
      for element in elements {
        line.separate()
        line.enclose("{", "}") { members(&$0, element) }
      }
    }
  }

  mutating func strings(_ key: String, _ values: [String]) {
    guard !values.isEmpty else { return }
    begin(key)
    list(values)
  }

  mutating func strings(_ key: String, _ values: LabelList) {
    guard !values.isEmpty else { return }
    begin(key)
    bytes += values.text(spaced: spaced)
  }

  /// A list alone, without a key.
  mutating func list(_ values: [String]) {
    enclose("[", "]") { line in
      for value in values {
        line.separate()
        line.quote(value)
      }
    }
  }

  mutating func string(_ key: String, _ value: String) {
    guard !value.isEmpty else { return }
    begin(key)
    quote(value)
  }

  mutating func number(_ key: String, _ value: Int) {
    guard value != 0 else { return }
    always(key, value)
  }

  mutating func boolean(_ key: String, _ value: Bool) {
    guard value else { return }
    always(key, value)
  }

  mutating func always(_ key: String, _ value: Int) {
    begin(key)
    append(String(value))
  }

  mutating func always(_ key: String, _ value: Bool) {
    begin(key)
    append(value ? "true" : "false")
  }

  mutating func time(_ key: String) {
    begin(key)
    append("\"")
    change(.time)
    append("Z\"")
  }

  mutating func identifier(_ key: String, _ text: ChangingText = .identifier) {
    begin(key)
    append("\"")
    change(text)
    append("\"")
  }

  mutating func clientPort(_ key: String) {
    begin(key)
    change(.clientPort)
  }

  /// Puts `damaged` in the place of the text; changing places that it no longer has are dropped.
  mutating func replace(with damaged: [UInt8], intactUpTo end: Int) {
    bytes = damaged
    places.removeAll { $0.offset + $0.text.sample.utf8.count > end }
  }

  private mutating func change(_ text: ChangingText) {
    places.append(ChangingPlace(offset: bytes.count, text: text))
    append(text.sample)
  }

  private mutating func begin(_ key: String) {
    separate()
    append("\"")
    append(key)
    append(spaced ? "\": " : "\":")
  }

  private mutating func separate() {
    if needsComma {
      append(spaced ? ", " : ",")
    }
    needsComma = true
  }

  private mutating func enclose(
    _ open: String, _ close: String, _ contents: (inout LineText) -> Void
  ) {
    append(open)
    needsComma = false
    contents(&self)
    append(close)
    needsComma = true
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Go's escapes: the two-letter ones, `\u00XX` for other control characters, and `<`, `>`, `&`.
  private mutating func quote(_ text: String) {
    append("\"")
    if text.utf8.contains(where: Self.isEscaped) {
      for byte in text.utf8 {
        appendEscaped(byte)
      }
    } else {
      append(text)
    }
    append("\"")
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "&"), 0..<0x20:
      true
    default: false
    }
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case UInt8(ascii: "\n"): append("\\n")
    case UInt8(ascii: "\t"): append("\\t")
    case UInt8(ascii: "<"): append("\\u003c")
    case UInt8(ascii: ">"): append("\\u003e")
    case UInt8(ascii: "&"): append("\\u0026")
    case 0..<0x20: append("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
    default: bytes.append(byte)
    }
  }
}
