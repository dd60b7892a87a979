/// Steps through text that `JSONText` has found valid: no rule is checked a second time.
enum ValidText {
  /// End of the value at `start`.
  static func endOfValue(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    switch bytes[start] {
    case Byte.quote:
      return endOfString(bytes, start)
    case Byte.openBrace, Byte.openBracket:
      return endOfContainer(bytes, start)
    default:
      return endOfScalar(bytes, start)
    }
  }

  /// End of the string whose opening quote is at `start`.
  @inline(__always)
  static func endOfString(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = StringScan.nextQuoteOrBackslash(bytes, start &+ 1)
    while bytes[position] == Byte.backslash {
      position = StringScan.nextQuoteOrBackslash(bytes, position &+ 2)
    }
    return position &+ 1
  }

  private static func endOfContainer(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    var depth = 0
    repeat {
      switch bytes[position] {
      case Byte.quote:
        position = endOfString(bytes, position)
        continue
      case Byte.openBrace, Byte.openBracket:
        depth &+= 1
      case Byte.closeBrace, Byte.closeBracket:
        depth &-= 1
      default:
        break
      }
      position &+= 1
    } while depth > 0
    return position
  }

  private static func endOfScalar(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    while true {
      switch bytes[position] {
      case Byte.comma, Byte.closeBrace, Byte.closeBracket, Byte.space, Byte.tab,
        Byte.carriageReturn, Byte.lineFeed:
        return position
      default:
        position &+= 1
      }
    }
  }

  /// Position of the value behind the key whose end is given.
  @inline(__always)
  static func valueStart(_ bytes: Span<UInt8>, endOfKey: Int) -> Int {
    let colon = JSONText.skipWhiteSpace(bytes, endOfKey)
    return JSONText.skipWhiteSpace(bytes, colon &+ 1)
  }
}
