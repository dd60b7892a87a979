extension JSONText {
  /// End of the string whose opening quote is at `start`: escapes, control characters and UTF-8 are checked.
  @inline(__always)
  static func endOfString(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    let position = StringScan.nextSpecial(bytes, start &+ 1)
    if bytes[position] == Byte.quote {
      return position &+ 1
    }
    return endOfSpecialString(bytes, position)
  }

  /// The rest of a string from its first byte that needs a look.
  private static func endOfSpecialString(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    while true {
      let byte = bytes[position]
      if byte == Byte.quote {
        return position + 1
      }
      if byte == Byte.backslash {
        position = endOfEscape(bytes, position)
      } else if byte >= 0x80 {
        position = UTF8Text.endOfSequence(bytes, position)
      } else {
        return ~position
      }
      if position < 0 {
        return position
      }
      position = StringScan.nextSpecial(bytes, position)
    }
  }

  /// End of the escape whose backslash is at `start`; a surrogate stands only in a pair, high then low.
  private static func endOfEscape(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    switch bytes[start + 1] {
    case Byte.quote, Byte.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return start + 2
    case UInt8(ascii: "u"):
      return endOfUnicodeEscape(bytes, start)
    default:
      return ~(start + 1)
    }
  }

  private static func endOfUnicodeEscape(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    guard let first = codeUnit(bytes, start) else {
      return ~start
    }
    if !UTF8Text.isSurrogate(first) {
      return start + 6
    }
    guard UTF8Text.isHighSurrogate(first), let second = codeUnit(bytes, start + 6),
      UTF8Text.isLowSurrogate(second)
    else {
      return ~start
    }
    return start + 12
  }

  /// The code unit of a `\u` and four hex digits at `start`, nil where there is none.
  static func codeUnit(_ bytes: Span<UInt8>, _ start: Int) -> UInt32? {
    guard bytes[start] == Byte.backslash, bytes[start + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var unit: UInt32 = 0
    for position in (start + 2)..<(start + 6) {
      // LF is no digit, so the loop never leaves the line.
      guard let digit = Byte.hexValue(bytes[position]) else {
        return nil
      }
      unit = unit << 4 | digit
    }
    return unit
  }

  /// End of the number or literal at `start`.
  @inline(__always)
  static func endOfScalar(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    switch bytes[start] {
    case UInt8(ascii: "t"):
      return endOfLiteral("true", bytes, start)
    case UInt8(ascii: "f"):
      return endOfLiteral("false", bytes, start)
    case UInt8(ascii: "n"):
      return endOfLiteral("null", bytes, start)
    default:
      return endOfNumber(bytes, start)
    }
  }

  @inline(__always)
  private static func endOfLiteral(
    _ literal: StaticString, _ bytes: Span<UInt8>, _ start: Int
  ) -> Int {
    for offset in 0..<literal.utf8CodeUnitCount {
      // A static string's bytes live as long as the program.
      guard unsafe bytes[start &+ offset] == literal.utf8Start[offset] else {
        return ~(start &+ offset)
      }
    }
    return start &+ literal.utf8CodeUnitCount
  }

  /// End of a number: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
  private static func endOfNumber(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = bytes[start] == Byte.minus ? start + 1 : start
    let integer = position
    position = endOfDigits(bytes, position)
    guard position > integer else {
      return ~integer
    }
    if bytes[integer] == Byte.zero && position > integer + 1 {
      return ~(integer + 1)
    }
    if bytes[position] == Byte.point {
      let fraction = position + 1
      position = endOfDigits(bytes, fraction)
      guard position > fraction else {
        return ~fraction
      }
    }
    return endOfExponent(bytes, position)
  }

  private static func endOfExponent(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    guard bytes[start] | 0x20 == UInt8(ascii: "e") else {
      return start
    }
    let sign = bytes[start + 1]
    let digits = sign == Byte.plus || sign == Byte.minus ? start + 2 : start + 1
    let end = endOfDigits(bytes, digits)
    return end > digits ? end : ~digits
  }

  @inline(__always)
  private static func endOfDigits(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    while Byte.isDigit(bytes[position]) {
      position &+= 1
    }
    return position
  }
}
