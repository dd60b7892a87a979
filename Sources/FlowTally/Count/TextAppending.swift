extension [UInt8] {
  /// Appends a fixed text; allocates nothing where there is room.
  mutating func append(_ text: StaticString) {
    // A static string's bytes live as long as the program.
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a number in decimal digits.
  public mutating func append(decimal number: UInt64) {
    // No number of 64 bits has more digits.
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var first = 20
    var rest = number
    repeat {
      first &-= 1
      digits[first] = Byte.zero &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    // The pointer is used only within this call.
    unsafe digits.span.extracting(first..<20).withUnsafeBufferPointer { text in
      unsafe append(contentsOf: text)
    }
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
    guard count == text.utf8CodeUnitCount else {
      return false
    }
    // A static string's bytes live as long as the program.
    for index in 0..<count where unsafe self[index] != text.utf8Start[index] {
      return false
    }
    return true
  }
}
