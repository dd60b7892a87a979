internal import FlowAnswer

/// An enumeration's value as a flow log may write it: a name, or a number of 32 bits (bare, or as a string of digits).
enum EnumText {
  case number(Int64)
  /// A string that is no number; the place of its quotes.
  case name(Range<Int>)

  /// The value at `range`; nil where it is neither, a number out of range, or an empty string.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    if bytes[range.lowerBound] == Byte.quote, Byte.isUppercase(bytes[range.lowerBound + 1]) {
      // No number begins with a letter.
      self = .name(range)
    } else if let number = IntegerText.signed(bytes, range) {
      guard Int32(exactly: number) != nil else {
        return nil
      }
      self = .number(number)
    } else if bytes[range.lowerBound] == Byte.quote, range.count > 2,
      !IntegerText.isNumber(bytes, range)
    {
      self = .name(range)
    } else {
      return nil
    }
  }

  /// Whether this is a certain value of the enumeration, by its name or its number.
  func matches(_ bytes: Span<UInt8>, name: StaticString, number: Int64) -> Bool {
    switch self {
    case .number(let found): found == number
    case .name(let range): StringText.equals(bytes, range, name)
    }
  }
}

extension EnumText {
  /// Whether it is this direction, by name or by number.
  func matches(_ bytes: Span<UInt8>, _ direction: TrafficDirection) -> Bool {
    matches(bytes, name: direction.name, number: direction.rawValue)
  }
}
