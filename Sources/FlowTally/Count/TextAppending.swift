extension [UInt8] {
  /// Appends a fixed text; allocates nothing where there is room.
  mutating func append(_ text: StaticString) {
    // A static string's bytes live as long as the program.
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a number in decimal digits.
  public mutating func append(decimal number: UInt64) {
    if number >= 10 {
      append(decimal: number / 10)
    }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// Appends a number with its sign.
  mutating func append(decimal number: Int64) {
    if number < 0 {
      append(UInt8(ascii: "-"))
    }
    append(decimal: number.magnitude)
  }
}

extension [UInt8] {
  /// Whether these bytes are a fixed text.
  func equals(_ text: StaticString) -> Bool {
    // A static string's bytes live as long as the program.
    unsafe count == text.utf8CodeUnitCount
      && elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
