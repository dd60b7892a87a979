/// Where the strings of valid text end: by the marks of the block's scan where the text lies in a block, else by a look.
@safe struct StringEnds {
  /// A bit a byte: outside strings, or the quote that closes one.
  ///
  /// Lent by the scan until its next block.
  private let outside: UnsafeBufferPointer<UInt64>?

  /// Text that no scan has seen.
  static var unknown: Self {
    unsafe Self(outside: nil)
  }

  init(outside: UnsafeBufferPointer<UInt64>?) {
    unsafe self.outside = outside
  }

  /// End of the string whose opening quote is at `start`.
  @inline(__always)
  func endOfString(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    guard let outside = unsafe outside else {
      return ValidText.endOfString(bytes, start)
    }
    var word = (start &+ 1) &>> 6
    // A valid line's LF is outside strings: the search ends within the block.
    var marks = unsafe outside[word] & (.max &<< UInt64((start &+ 1) & 63))
    while marks == 0 {
      word &+= 1
      marks = unsafe outside[word]
    }
    return word &<< 6 &+ marks.trailingZeroBitCount &+ 1
  }

  /// End of the value at `start`.
  func endOfValue(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    switch bytes[start] {
    case Byte.quote:
      return endOfString(bytes, start)
    case Byte.openBrace, Byte.openBracket:
      return endOfContainer(bytes, start)
    default:
      return ValidText.endOfValue(bytes, start)
    }
  }

  private func endOfContainer(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    var depth = 0
    repeat {
      switch bytes[position] {
      case Byte.quote:
        position = endOfString(bytes, position)
        continue
      case Byte.openBrace, Byte.openBracket: depth &+= 1
      case Byte.closeBrace, Byte.closeBracket: depth &-= 1
      default: break
      }
      position &+= 1
    } while depth > 0
    return position
  }
}
