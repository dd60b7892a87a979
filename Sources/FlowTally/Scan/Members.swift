/// Where the values of an object's known members lie: offsets into the block, no strings.
///
/// Of a key that comes twice the first counts. A null is absent.
struct Members {
  private var present: UInt128 = 0
  private var starts: InlineArray<128, UInt32> = .init(repeating: 0)
  private var ends: InlineArray<128, UInt32> = .init(repeating: 0)

  @inline(__always)
  mutating func removeAll() {
    present = 0
  }

  /// Keeps a value unless the field has one already.
  @inline(__always)
  mutating func insert(_ field: JSONField, _ range: Range<Int>) {
    let bit = UInt128(1) &<< UInt128(field.rawValue)
    guard present & bit == 0 else {
      return
    }
    present |= bit
    starts[Int(field.rawValue)] = UInt32(truncatingIfNeeded: range.lowerBound)
    ends[Int(field.rawValue)] = UInt32(truncatingIfNeeded: range.upperBound)
  }

  /// Whether the key was there, whatever its value.
  @inline(__always)
  func hasKey(_ field: JSONField) -> Bool {
    present & UInt128(1) &<< UInt128(field.rawValue) != 0
  }

  /// The value's place, nil where it is absent or null.
  @inline(__always)
  func value(_ field: JSONField, in bytes: Span<UInt8>) -> Range<Int>? {
    guard hasKey(field) else {
      return nil
    }
    let start = Int(starts[Int(field.rawValue)])
    return bytes[start] == UInt8(ascii: "n") ? nil : start..<Int(ends[Int(field.rawValue)])
  }

  /// The value's place if it is a string.
  @inline(__always)
  func string(_ field: JSONField, in bytes: Span<UInt8>) -> Range<Int>? {
    value(field, beginningWith: Byte.quote, in: bytes)
  }

  /// The value's place if it is an object.
  @inline(__always)
  func object(_ field: JSONField, in bytes: Span<UInt8>) -> Range<Int>? {
    value(field, beginningWith: Byte.openBrace, in: bytes)
  }

  /// The value's place if it is an array.
  @inline(__always)
  func array(_ field: JSONField, in bytes: Span<UInt8>) -> Range<Int>? {
    value(field, beginningWith: Byte.openBracket, in: bytes)
  }

  @inline(__always)
  private func value(
    _ field: JSONField, beginningWith first: UInt8, in bytes: Span<UInt8>
  ) -> Range<Int>? {
    guard let range = value(field, in: bytes), bytes[range.lowerBound] == first else {
      return nil
    }
    return range
  }
}
