/// From a key's bytes to its field: an open hash table over the names of `JSONField`, made once.
struct KeyTable: Sendable {
  private struct Slot {
    var field: JSONField?
    var name: [UInt8] = []
  }

  private static let slotCount = 1024
  private var slots = [Slot](repeating: Slot(), count: slotCount)

  /// The table of all fields; a field's two spellings have a row each.
  static let fields = KeyTable()

  private init() {
    for field in JSONField.allCases {
      insert(field, named: field.name)
      insert(field, named: field.camelCase)
    }
  }

  private mutating func insert(_ field: JSONField, named name: String) {
    let bytes = Array(name.utf8)
    var index = Self.slotIndex(
      count: bytes.count, first: bytes[0], middle: bytes[bytes.count / 2],
      last: bytes[bytes.count - 1])
    while slots[index].field != nil && slots[index].name != bytes {
      index = (index + 1) % Self.slotCount
    }
    slots[index] = Slot(field: field, name: bytes)
  }

  @inline(__always)
  private static func slotIndex(count: Int, first: UInt8, middle: UInt8, last: UInt8) -> Int {
    let mixed = count &* 31 &+ Int(first) &* 257 &+ Int(middle) &* 61 &+ Int(last) &* 17
    return mixed & (slotCount - 1)
  }

  /// The field of a key whose content lies in `range` and holds no backslash; nil for keys that are not known.
  @inline(__always)
  func field(_ bytes: Span<UInt8>, _ range: Range<Int>) -> JSONField? {
    let count = range.count
    guard count > 0 else {
      return nil
    }
    var index = Self.slotIndex(
      count: count, first: bytes[range.lowerBound], middle: bytes[range.lowerBound &+ count / 2],
      last: bytes[range.upperBound &- 1])
    while let field = slots[index].field {
      if equals(slots[index].name, bytes, range) {
        return field
      }
      index = (index &+ 1) & (Self.slotCount - 1)
    }
    return nil
  }

  @inline(__always)
  private func equals(_ name: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard name.count == range.count else {
      return false
    }
    for offset in 0..<name.count where name[offset] != bytes[range.lowerBound &+ offset] {
      return false
    }
    return true
  }

  /// The field of a key in its quotes that may hold escapes; costs a copy where it does.
  @inline(__always)
  func field(_ bytes: Span<UInt8>, quoted range: Range<Int>) -> JSONField? {
    let content = (range.lowerBound &+ 1)..<(range.upperBound &- 1)
    if let found = field(bytes, content) {
      return found
    }
    return hasBackslash(bytes, content) ? decodedField(bytes, range) : nil
  }

  /// The field of a key of which only the end is known, behind its closing quote.
  func field(_ bytes: Span<UInt8>, endingAt end: Int, notBefore start: Int) -> JSONField? {
    var quote = end - 2
    while quote > start && (bytes[quote] != Byte.quote || isEscaped(bytes, quote)) {
      quote -= 1
    }
    return field(bytes, quoted: quote..<end)
  }

  /// Whether an odd number of backslashes stands before a byte.
  private func isEscaped(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
    var first = position
    while first > 0 && bytes[first - 1] == Byte.backslash {
      first -= 1
    }
    return (position - first) % 2 == 1
  }

  private func hasBackslash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    StringScan.nextQuoteOrBackslash(bytes, range.lowerBound) < range.upperBound
  }

  private func decodedField(_ bytes: Span<UInt8>, _ range: Range<Int>) -> JSONField? {
    let decoded = StringText.decoded(bytes, range)
    return field(decoded.span, 0..<decoded.count)
  }
}
