/// From the end of a key to its field: for keys that are found by their colon, whose beginning is not known.
///
/// An open hash table over the last eight bytes of the names of `JSONField`, made once; a longer name is then compared
/// whole.
struct KeyTails: Sendable {
  private struct Slot {
    /// The name's last eight bytes, the last in the highest bits; a shorter name leaves the lower ones 0.
    var tail: UInt64 = 0
    var length = 0
    var field: JSONField?
    var name: [UInt8] = []
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
    var tail: UInt64 = 0
    for byte in name.suffix(8) {
      tail = tail >> 8 | UInt64(byte) << 56
    }
    var index = Self.slotIndex(tail)
    while slots[index].field != nil {
      index = (index + 1) % Self.slotCount
    }
    slots[index] = Slot(tail: tail, length: name.count, field: field, name: name)
  }

  @inline(__always)
  private static func slotIndex(_ tail: UInt64) -> Int {
    Int(truncatingIfNeeded: (tail &* 0x9E37_79B9_7F4A_7C15) &>> 54)
  }

  /// The field of the key whose closing quote is at `end`; nil for keys that are not known.
  ///
  /// The key has no backslash, and no white space stands between it and its colon.
  @inline(__always)
  func field(_ bytes: Span<UInt8>, endingAt end: Int) -> JSONField? {
    var tail = Words.load(bytes, end &- 8)
    let quotes = Words.zeroBytes(tail ^ Words.repeating(Byte.quote))
    // The key is what stands behind the last quote; none among eight bytes means eight or more of them.
    let length = quotes == 0 ? 8 : quotes.leadingZeroBitCount &>> 3
    guard length > 0 else {
      return nil
    }
    tail &= ~0 << UInt64(64 &- 8 &* length)
    var index = Self.slotIndex(tail)
    while let field = slots[index].field {
      if slots[index].tail == tail && matches(slots[index], bytes, end, length, quotes == 0) {
        return field
      }
      index = (index &+ 1) & (Self.slotCount - 1)
    }
    return nil
  }

  @inline(__always)
  private func matches(
    _ slot: Slot, _ bytes: Span<UInt8>, _ end: Int, _ length: Int, _ isLong: Bool
  ) -> Bool {
    guard isLong else {
      return slot.length == length
    }
    let start = end &- slot.length
    guard slot.length >= 8, start > 0, bytes[start &- 1] == Byte.quote else {
      return false
    }
    for offset in 0..<(slot.length &- 8) where slot.name[offset] != bytes[start &+ offset] {
      return false
    }
    return true
  }
}
