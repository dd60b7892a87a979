internal import CKernels

/// The first kernel in plain Swift: from bytes to skeleton, a byte at a time.
@safe struct StringsTwin {
  private let bytes: UnsafePointer<UInt8>
  private var isInside = false
  private var isEscaped = false
  private var lowHalf = -1
  private var line = 0
  private var skeletonCount = 0

  private init(_ bytes: UnsafePointer<UInt8>) {
    // Used within one call of run().
    unsafe self.bytes = unsafe bytes
  }

  static func run(_ work: inout SkeletonWork) {
    // The caller's block, and buffers that have room for what it gives; its last LF ends every look ahead.
    var twin = unsafe StringsTwin(work.bytes)
    for position in unsafe 0..<work.byteCount {
      unsafe twin.read(position, &work)
    }
    unsafe work.lineCount = twin.line
    unsafe work.skeletonCount = twin.skeletonCount
  }

  private mutating func read(_ position: Int, _ work: inout SkeletonWork) {
    // Within the block.
    let byte = unsafe bytes[position]
    if byte == Byte.backslash {
      unsafe work.escapeMarks[line >> 6] |= 1 << UInt64(line & 63)
    }
    if endsWatched(position) {
      unsafe watch(&work)
    }
    let wasEscaped = isEscaped
    isEscaped = byte == Byte.backslash && !wasEscaped
    if isEscaped {
      unsafe work.hasBackslash = true
      if !isEscape(position) {
        unsafe mark(&work)
      } else if isLetterEscape(position) {
        unsafe watch(&work)
      }
    }
    if byte >= 0x80 {
      unsafe work.hasNonASCII = true
      if !isInside || !isUTF8(position) {
        unsafe mark(&work)
      }
    } else if byte == Byte.lineFeed {
      unsafe endLine(position, &work)
    } else if byte == Byte.quote && !wasEscaped {
      isInside.toggle()
    } else if isInside && byte < 0x20 {
      unsafe mark(&work)
    }
    if position & 63 == 0 {
      unsafe work.outside[position >> 6] = 0
    }
    if !isInside {
      unsafe work.outside[position >> 6] |= 1 << UInt64(position & 63)
      // No more bytes than the block has; the skeleton is ASCII.
      unsafe work.skeleton[skeletonCount] = byte < 0x80 ? byte : UInt8(ascii: "?")
      skeletonCount += 1
    }
  }

  /// Marks a line that ends within a string; `mark` knows the buffers' bounds.
  private mutating func endLine(_ position: Int, _ work: inout SkeletonWork) {
    if isInside {
      unsafe mark(&work)
      isInside = false
    }
    // No more lines than the block has bytes.
    unsafe work.lineEnds[line] = UInt32(position)
    line += 1
  }

  /// Whether the text that is watched for ends here.
  private func endsWatched(_ position: Int) -> Bool {
    let text: StaticString = "aggregate"
    let start = position + 1 - text.utf8CodeUnitCount
    guard start >= 0 else {
      return false
    }
    // Within the block; a static string's bytes live as long as the program.
    return unsafe UnsafeBufferPointer(start: bytes + start, count: text.utf8CodeUnitCount)
      .elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private func watch(_ work: inout SkeletonWork) {
    // A bit for every line of the block.
    unsafe work.watchMarks[line >> 6] |= 1 << UInt64(line & 63)
  }

  private func mark(_ work: inout SkeletonWork) {
    // A bit for every line of the block.
    unsafe work.textMarks[line >> 6] |= 1 << UInt64(line & 63)
    unsafe work.hasTextMarks = true
  }
}

extension StringsTwin {
  /// Whether the backslash here begins an escape that is allowed.
  private mutating func isEscape(_ position: Int) -> Bool {
    // The line's LF ends it.
    switch unsafe bytes[position + 1] {
    case Byte.quote, Byte.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return true
    default:
      break
    }
    guard let unit = codeUnit(position) else {
      return false
    }
    if UTF8Text.isLowSurrogate(unit) {
      return lowHalf == position
    }
    guard UTF8Text.isHighSurrogate(unit) else {
      return true
    }
    lowHalf = position + 6
    return codeUnit(lowHalf).map(UTF8Text.isLowSurrogate) ?? false
  }

  /// Whether the escape here, which is allowed, stands for what keys are made of.
  private func isLetterEscape(_ position: Int) -> Bool {
    // The escape has two bytes; where it is `\u`, six.
    guard unsafe bytes[position + 1] == UInt8(ascii: "u"), let unit = codeUnit(position),
      let byte = UInt8(exactly: unit)
    else {
      return false
    }
    return switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private func codeUnit(_ position: Int) -> UInt32? {
    // Reads no further than the first byte that is wrong; the line's LF is.
    let text = unsafe Span(_unsafeElements: UnsafeBufferPointer(start: bytes + position, count: 6))
    return JSONText.codeUnit(text, 0)
  }

  /// Whether the byte begins a character that is allowed, or continues one.
  private func isUTF8(_ position: Int) -> Bool {
    // In front of the block's first byte stands whatever the caller has there: it is not asked.
    if unsafe bytes[position] & 0xC0 != 0x80 {
      // The line's LF ends it.
      let text = unsafe Span(
        _unsafeElements: UnsafeBufferPointer(start: bytes + position, count: 4))
      return UTF8Text.endOfSequence(text, 0) >= 0
    }
    for back in 1...3 where back <= position {
      // Not before the block's first byte.
      let lead = unsafe bytes[position - back]
      if lead & 0xC0 != 0x80 {
        return lead >= 0xC2 && back < (lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0)
      }
    }
    return false
  }
}
