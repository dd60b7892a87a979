/// From the end of a key to its field: for keys that are found by their colon, whose beginning is not known.
///
/// An open hash table over the last eight bytes of the names of `JSONField`, made once; the rest of a longer name is
/// compared by words.
struct KeyTails: Sendable {
  private struct Slot {
    /// The name's last eight bytes, the last in the highest bits; a shorter name leaves the lower ones 0.
    var tail: UInt64 = 0
    /// What stands before them, from the name's first byte on, eight bytes a word.
    var words: SIMD4<UInt64> = .zero
    var length = 0
    var field: JSONField?
  }

  private static let slotCount = 1024
  private var slots = [Slot](repeating: Slot(), count: slotCount)

  /// The table of all fields, in both spellings.
  static let fields = KeyTails()

  private init() {
    for field in JSONField.allCases {
      for name in Set([field.name, field.camelCase]).sorted() {
        insert(field, Array(name.utf8))
      }
    }
  }

  private mutating func insert(_ field: JSONField, _ name: [UInt8]) {
    var slot = Slot(length: name.count, field: field)
    for byte in name.suffix(8) {
      slot.tail = slot.tail >> 8 | UInt64(byte) << 56
    }
    for (index, byte) in name.prefix(32).enumerated() {
      slot.words[index / 8] |= UInt64(byte) << UInt64(8 * (index % 8))
    }
    var index = Self.slotIndex(slot.tail)
    while slots[index].field != nil {
      index = (index + 1) % Self.slotCount
    }
    slots[index] = slot
  }

  @inline(__always)
  private static func slotIndex(_ tail: UInt64) -> Int {
    Int(truncatingIfNeeded: (tail &* 0x9E37_79B9_7F4A_7C15) &>> 54)
  }

  /// The field of the key whose closing quote is at `end`; nil for keys that are not known.
  ///
  /// No white space stands between the key and its colon. A key with a backslash is never found.
  @inline(__always)
  func field(_ bytes: Span<UInt8>, endingAt end: Int) -> JSONField? {
    var tail = Words.load(bytes, end &- 8)
    let quotes = Words.zeroBytes(tail ^ Words.repeating(Byte.quote))
    // The key is what stands behind the last quote; none among eight bytes means eight or more of them.
    let length = quotes == 0 ? 8 : quotes.leadingZeroBitCount &>> 3
    guard length > 0 else {
      return nil
    }
    tail &= ~0 << UInt64(truncatingIfNeeded: 64 &- 8 &* length)
    var index = Self.slotIndex(tail)
    while let field = slots[index].field {
      if slots[index].tail == tail
        && (quotes != 0 ? slots[index].length == length : isWhole(index, bytes, end))
      {
        return field
      }
      index = (index &+ 1) & (Self.slotCount - 1)
    }
    return nil
  }

  /// Whether the whole name stands before `end`, behind a quote.
  @inline(__always)
  private func isWhole(_ index: Int, _ bytes: Span<UInt8>, _ end: Int) -> Bool {
    let length = slots[index].length
    let start = end &- length
    guard length >= 8, start > 0, bytes[start &- 1] == Byte.quote else {
      return false
    }
    for word in 0..<((length &- 1) &>> 3) {
      guard slots[index].words[word] == Words.load(bytes, start &+ 8 &* word) else {
        return false
      }
    }
    return true
  }
}
