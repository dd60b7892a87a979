internal import Glibc

/// Joins the lines of documents, in place: each becomes one line of as many bytes, and a top-level array gives a line for each element.
///
/// `documents` in Fixtures/spec/drops_reference.py is the rule. Every byte keeps its place in the file, so that offsets stay true:
/// what is not needed becomes blanks, what separates two elements a line feed. A value that is longer than a line may be is gone into, as
/// far as its arrays: their elements become lines. What is not whole waits in the buffer.
struct DocumentJoiner: Sendable {
  /// A line that came out: where it begins, and in which of the lines that went in, both counted from the buffer's front.
  struct JoinedLine {
    let offset: Int
    let lineIndex: Int
  }

  enum Phase {
    /// At the beginning of a line.
    case line
    /// Among the elements of arrays that are open, and the members of objects that are gone into.
    case elements
    /// Behind a document, in its last line.
    case behind
  }

  /// Bounds the memory that places of short lines take.
  private static let mostLines = 16_384

  /// So many bytes at the front are whole lines, which these are, made of so many.
  private(set) var settledByteCount = 0
  private(set) var lines: [JoinedLine] = []
  private(set) var settledLineCount = 0
  /// Whether any of them is a document over several lines, or an element of one.
  private(set) var hasDocuments = false
  /// Whether what came out depends on more than the lines by themselves.
  private(set) var needsOrder = false
  /// An array was open at the end of the file: the index of the line in which it begins, counted from the buffer's front.
  private(set) var hasOpenArray = false

  var phase = Phase.line
  /// How far the buffer is done with, and how many of its lines that are.
  var position = 0
  var lineIndex = 0
  /// The open containers that are gone into, the outermost in the highest bit: 1 for an object.
  var kinds: UInt128 = 0
  var depth = 0
  /// So many values at the place where reading stands are to be gone into.
  var entries = 0
  /// Whether the document is gone into because it is too long.
  var isEntered = false
  /// An element stands in front of `position`, in a line that is not ended yet; the line that it begins in.
  var element: (line: Int, end: Int)?
  /// Where that line can be ended.
  var breakPlace: Int?
  /// Whether the document holds what is never gone into.
  var isRefused = false

  /// Looks at all bytes of the buffer; `isEnd`: no more come, and the last is an LF.
  mutating func scan(_ bytes: inout MutableSpan<UInt8>, isEnd: Bool) {
    var goesOn = true
    while goesOn && lines.count < Self.mostLines {
      switch phase {
      case .line: goesOn = scanLine(&bytes, isEnd)
      case .elements: goesOn = scanElements(&bytes, isEnd)
      case .behind: goesOn = scanBehind(&bytes, isEnd)
      }
    }
  }

  /// Goes into the value that the buffer cannot hold; false where that is not possible.
  mutating func enter(_ bytes: borrowing MutableSpan<UInt8>) -> Bool {
    guard phase != .behind, entries == 0, !isRefused else {
      return false
    }
    var place = position
    while place < bytes.count && Self.isBlank(bytes[place]) {
      place += 1
    }
    guard place < bytes.count,
      bytes[place] == UInt8(ascii: "{") || bytes[place] == UInt8(ascii: "[")
    else {
      return false
    }
    entries = 1
    return true
  }

  /// Blanks at the buffer's front that belong to no line, and are not needed.
  var blankByteCount: Int {
    phase == .elements && element == nil ? position : 0
  }

  /// So many bytes at the front, and lines in them, are gone.
  mutating func drop(_ byteCount: Int) {
    position -= byteCount
    if let last = element {
      element = (last.line, last.end - byteCount)
    }
    breakPlace = breakPlace.map { $0 - byteCount }
    lineIndex -= settledLineCount
    element = element.map { ($0.line - settledLineCount, $0.end) }
    settledByteCount = 0
    settledLineCount = 0
    lines.removeAll(keepingCapacity: true)
    hasDocuments = false
    needsOrder = false
  }

  /// Ends a line behind `end`, its LF with it; it began in this one of the lines that went in, and `count` of them are past.
  mutating func settle(upTo end: Int, from line: Int, past count: Int) {
    lines.append(JoinedLine(offset: settledByteCount, lineIndex: line))
    settledByteCount = end
    settledLineCount = count
  }

  mutating func noteDocument(isWhole: Bool) {
    hasDocuments = hasDocuments || isWhole
    needsOrder = true
  }

  /// The array is not closed where the file ends.
  mutating func noteOpenArray() {
    hasOpenArray = true
    needsOrder = true
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x1e: true
    default: false
    }
  }

  static func isSeparator(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == UInt8(ascii: ",")
  }
}

// MARK: Line by line

extension DocumentJoiner {
  /// Takes one line, or a document that begins with it; false where more bytes have to tell.
  private mutating func scanLine(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool {
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
      phase = .elements
      return true
    }
    var tokens = DocumentTokens()
    switch tokens.readLine(bytes, first) {
    case .complete(let end):
      return takeDocument(&bytes, upTo: end, tokens.lineCount)
    case .openArray:
      isEntered = false
      entries = 1
      phase = .elements
      return true
    case .broken:
      return tokens.lineCount == 0 ? takePlainLine(bytes) : takeBroken(&bytes, isEnd)
    case .needsMore:
      return isEnd && takeBroken(&bytes, isEnd)
    }
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
