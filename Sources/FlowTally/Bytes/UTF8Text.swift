/// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond U+10FFFF.
enum UTF8Text {
  /// End of the multi-byte sequence at `start`, or `~start`; the line's LF is no continuation byte and ends it.
  static func endOfSequence(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    let lead = bytes[start]
    let second = bytes[start + 1]
    switch lead {
    case 0xC2...0xDF:
      return isContinuation(second) ? start + 2 : ~start
    case 0xE0...0xEF:
      let lowest: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
      let highest: UInt8 = lead == 0xED ? 0x9F : 0xBF
      guard lowest...highest ~= second, isContinuation(bytes[start + 2]) else {
        return ~start
      }
      return start + 3
    case 0xF0...0xF4:
      let lowest: UInt8 = lead == 0xF0 ? 0x90 : 0x80
      let highest: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
      guard lowest...highest ~= second, isContinuation(bytes[start + 2]),
        isContinuation(bytes[start + 3])
      else {
        return ~start
      }
      return start + 4
    default:
      return ~start
    }
  }

  private static func isContinuation(_ byte: UInt8) -> Bool {
    byte & 0xC0 == 0x80
  }

  /// Whether a code unit is half of a surrogate pair.
  static func isSurrogate(_ unit: UInt32) -> Bool {
    0xD800...0xDFFF ~= unit
  }

  /// Whether a code unit is the first half of a pair.
  static func isHighSurrogate(_ unit: UInt32) -> Bool {
    0xD800...0xDBFF ~= unit
  }

  /// Whether a code unit is the second half of a pair.
  static func isLowSurrogate(_ unit: UInt32) -> Bool {
    0xDC00...0xDFFF ~= unit
  }
}
