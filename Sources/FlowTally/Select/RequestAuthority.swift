/// `[USER@]HOST[:PORT]`.
///
/// Source: Go's net/url.parseAuthority and parseHost.
enum RequestAuthority {
  static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let at = last(UInt8(ascii: "@"), bytes, range) else {
      return isHost(bytes, range)
    }
    return isHost(bytes, (at + 1)..<range.upperBound) && isUser(bytes, range.lowerBound..<at)
  }

  private static func last(_ byte: UInt8, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var position = range.upperBound
    while position > range.lowerBound {
      position -= 1
      if bytes[position] == byte {
        return position
      }
    }
    return nil
  }

  private static func isUser(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for position in range {
      let byte = bytes[position]
      guard isAlphanumeric(byte) || isOne(of: "-._:~!$&'()*+,;=%@", byte) else {
        return false
      }
      if byte == UInt8(ascii: "%"),
        PercentEscape.byte(bytes, position, before: range.upperBound) == nil
      {
        return false
      }
    }
    return true
  }

  private static func isHost(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty, bytes[range.lowerBound] == Byte.openBracket else {
      let colon = last(Byte.colon, bytes, range)
      return colon.map { isPort(bytes, $0..<range.upperBound) } ?? true
        && areHostBytes(bytes, range, isZone: false)
    }
    guard let close = last(Byte.closeBracket, bytes, range),
      isPort(bytes, (close + 1)..<range.upperBound)
    else {
      return false
    }
    guard let zone = zoneStart(bytes, range.lowerBound..<close) else {
      return areHostBytes(bytes, range, isZone: false)
    }
    return areHostBytes(bytes, range.lowerBound..<zone, isZone: false)
      && areHostBytes(bytes, zone..<close, isZone: true)
      && areHostBytes(bytes, close..<range.upperBound, isZone: false)
  }

  private static func zoneStart(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var position = range.lowerBound
    while position + 2 < range.upperBound {
      if bytes[position] == UInt8(ascii: "%"), bytes[position + 1] == UInt8(ascii: "2"),
        bytes[position + 2] == UInt8(ascii: "5")
      {
        return position
      }
      position += 1
    }
    return nil
  }

  /// Nothing, or a colon and digits.
  private static func isPort(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else {
      return true
    }
    guard bytes[range.lowerBound] == Byte.colon else {
      return false
    }
    for position in (range.lowerBound + 1)..<range.upperBound where !Byte.isDigit(bytes[position]) {
      return false
    }
    return true
  }

  /// Letters, digits, some marks, anything beyond ASCII, and escapes: in a host of bytes beyond ASCII only, in a zone of
  /// what may stand there, of `%` and of a blank.
  private static func areHostBytes(
    _ bytes: Span<UInt8>, _ range: Range<Int>, isZone: Bool
  ) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = bytes[position]
      if byte == UInt8(ascii: "%") {
        guard let escaped = PercentEscape.byte(bytes, position, before: range.upperBound) else {
          return false
        }
        let isEscapedPercent = escaped == UInt8(ascii: "%")
        let isAllowed =
          isZone
          ? isEscapedPercent || escaped == Byte.space || isHostByte(escaped)
          : escaped >= 0x80 || isEscapedPercent
        guard isAllowed else {
          return false
        }
        position += 3
      } else {
        guard byte >= 0x80 || isHostByte(byte) else {
          return false
        }
        position += 1
      }
    }
    return true
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || isOne(of: "!$&'()*+,;=:[]<>\"-_.~", byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    Byte.isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }

  /// Whether a byte is among those of a fixed text; reads as many as the text says it has.
  private static func isOne(of text: StaticString, _ byte: UInt8) -> Bool {
    for offset in 0..<text.utf8CodeUnitCount where unsafe text.utf8Start[offset] == byte {
      return true
    }
    return false
  }
}
