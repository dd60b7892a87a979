extension [UInt8] {
  /// Appends a fixed text; allocates nothing where there is room.
  package mutating func append(_ text: StaticString) {
    // A static string's bytes live as long as the program.
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a number in decimal digits.
  package mutating func append(decimal number: UInt64) {
    // No number of 64 bits has more digits.
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var first = 20
    var rest = number
    repeat {
      first &-= 1
      digits[first] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    // The pointer is used only within this call.
    unsafe digits.span.extracting(first..<20).withUnsafeBufferPointer { text in
      unsafe append(contentsOf: text)
    }
  }
}
