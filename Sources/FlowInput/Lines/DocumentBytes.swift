internal import Glibc

/// What single bytes mean in documents, and steps through many.
enum DocumentBytes {
  static func isBlank(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x1e: true
    default: false
    }
  }

  static func isSeparator(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == UInt8(ascii: ",")
  }

  /// Whether a byte opens an object or an array.
  static func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
  }

  /// The first quote, backslash or control character at or behind a place, eight bytes at a time; the bytes' end where there is none.
  static func nextSpecial(_ bytes: borrowing MutableSpan<UInt8>, _ start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var position = start
    while position + 8 <= bytes.count {
      // Eight bytes are there.
      let word = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position, as: UInt64.self
      ).littleEndian
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      // As in "Bit Twiddling Hacks": the lowest marked byte is exact.
      let marks =
        ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote)
        | ((backslash &- ones) & ~backslash)
      let found = marks & (ones &* 0x80)
      if found != 0 {
        return position + found.trailingZeroBitCount / 8
      }
      position += 8
    }
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        return position
      }
      position += 1
    }
    return position
  }

  static func isOfScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  static func lineFeed(_ bytes: borrowing MutableSpan<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count else {
      return nil
    }
    // Both pointers lie in the bytes, which are lent for this call.
    return unsafe bytes.withUnsafeBytes { bytes in
      let base = unsafe bytes.baseAddress.unsafelyUnwrapped
      guard let found = unsafe memchr(base + start, 10, bytes.count - start) else {
        return nil
      }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// Takes the blanks outside strings out, and puts as many behind.
  static func squeeze(_ bytes: inout MutableSpan<UInt8>, _ range: Range<Int>) {
    var to = range.lowerBound
    var from = range.lowerBound
    var isInString = false
    while from < range.upperBound {
      let byte = bytes[from]
      from += 1
      if isInString {
        if byte == UInt8(ascii: "\\") && from < range.upperBound {
          bytes[to] = byte
          to += 1
          bytes[to] = bytes[from]
          to += 1
          from += 1
          continue
        }
        isInString = byte != UInt8(ascii: "\"")
      } else if isBlank(byte) || byte == UInt8(ascii: "\n") {
        continue
      } else {
        isInString = byte == UInt8(ascii: "\"")
      }
      bytes[to] = byte
      to += 1
    }
    for index in to..<range.upperBound {
      bytes[index] = UInt8(ascii: " ")
    }
  }
}
