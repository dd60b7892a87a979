extension [UInt8] {
  /// Appends a fixed text; allocates nothing where there is room.
  mutating func append(_ text: StaticString) {
    // A static string's bytes live as long as the program.
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a number in decimal digits.
  public mutating func append(decimal number: UInt64) {
    let start = count
    var rest = number
    repeat {
      append(Byte.zero)
      rest /= 10
    } while rest > 0
    rest = number
    for index in (start..<count).reversed() {
      self[index] = Byte.zero &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
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
