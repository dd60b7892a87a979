internal import Glibc

/// Lines, and documents that go on over several of them.
extension DocumentJoiner {
  /// Takes one line, or a document that begins with it; false where more bytes have to tell.
  mutating func scanLine(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool {
    var first = position
    while first < bytes.count && Self.isBlank(bytes[first]) {
      first += 1
    }
    guard first < bytes.count else {
      return false
    }
    guard bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "[") else {
      return takePlainLine(bytes)
    }
    if entries > 0 {
      isEntered = true
      beginElements()
      return true
    }
    var tokens = DocumentTokens()
    switch tokens.readLine(bytes, first) {
    case .complete(let end):
      return takeDocument(&bytes, upTo: end, tokens.lineCount)
    case .openArray:
      isEntered = false
      entries = 1
      beginElements()
      return true
    case .broken:
      isBroken = true
      return tokens.lineCount == 0 ? takePlainLine(bytes) : takeBroken(&bytes, isEnd)
    case .needsMore:
      return isEnd && takeBroken(&bytes, isEnd)
    }
  }

  private mutating func beginElements() {
    phase = .elements
    beginning = JoinedLine(offset: position, lineIndex: lineIndex)
  }

  /// A line that is none of a document.
  private mutating func takePlainLine(_ bytes: borrowing MutableSpan<UInt8>) -> Bool {
    guard let end = Self.lineFeed(bytes, from: position) else {
      return false
    }
    position = end + 1
    lineIndex += 1
    settle(upTo: position, from: lineIndex - 1, past: lineIndex)
    return true
  }

  private mutating func takeDocument(
    _ bytes: inout MutableSpan<UInt8>, upTo end: Int, _ lineCount: Int
  ) -> Bool {
    if lineCount > 0 {
      Self.squeeze(&bytes, position..<end)
      noteDocument(isWhole: true)
    }
    let first = lineIndex
    lineIndex += lineCount + 1
    position = end + 1
    settle(upTo: position, from: first, past: lineIndex)
    return true
  }

  /// Where what is broken at `position` ends: before the next line that begins with neither a blank nor a closing bracket.
  ///
  /// Nil where more bytes have to tell.
  func endOfBroken(
    _ bytes: borrowing MutableSpan<UInt8>, _ isEnd: Bool
  ) -> (end: Int, lineCount: Int)? {
    var end = position
    var lineCount = 0
    repeat {
      guard let lineFeed = Self.lineFeed(bytes, from: end), isEnd || lineFeed + 1 < bytes.count
      else {
        return nil
      }
      end = lineFeed + 1
      lineCount += 1
    } while end < bytes.count && Self.belongsToLineBefore(bytes, end)
    return (end, lineCount)
  }

  /// Takes what is broken as one line; false where more bytes have to tell.
  private mutating func takeBroken(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool {
    guard let broken = endOfBroken(bytes, isEnd) else {
      return false
    }
    joinBroken(&bytes, broken.end, broken.lineCount)
    return true
  }

  /// Makes one line of the lines up to `end`.
  mutating func joinBroken(_ bytes: inout MutableSpan<UInt8>, _ end: Int, _ lineCount: Int) {
    for index in position..<(end - 1) where bytes[index] == UInt8(ascii: "\n") {
      bytes[index] = UInt8(ascii: " ")
    }
    if lineCount > 1 || end == bytes.count {
      noteDocument(isWhole: false)
    }
    let first = lineIndex
    position = end
    lineIndex += lineCount
    settle(upTo: end, from: first, past: lineIndex)
  }

  private static func belongsToLineBefore(
    _ bytes: borrowing MutableSpan<UInt8>, _ start: Int
  ) -> Bool {
    switch bytes[start] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"),
      UInt8(ascii: "}"), UInt8(ascii: "]"):
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
