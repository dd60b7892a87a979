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
  /// So many containers in each other are gone into: each may have to be looked through to the buffer's end.
  private static let mostEntered = 32

  /// So many bytes at the front are whole lines, which these are, made of so many.
  private(set) var settledByteCount = 0
  private(set) var lines: [JoinedLine] = []
  private(set) var settledLineCount = 0
  /// Whether any of them is a document over several lines, or an element of one.
  private(set) var hasDocuments = false
  /// Whether what came out depends on more than the lines by themselves.
  private(set) var needsOrder = false
  /// An array was open at the end of the file.
  private(set) var hasOpenArray = false
  /// Where the document begins that is gone into: in front of the buffer, once its first elements are out.
  var beginning = JoinedLine(offset: 0, lineIndex: 0)

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
  /// Whether the value at `position` is known to be none.
  var isBroken = false

  /// Looks at all bytes of the buffer; `isEnd`: no more come, and the last is an LF.
  mutating func scan(_ bytes: inout MutableSpan<UInt8>, isEnd: Bool) {
    isBroken = false
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
    guard phase != .behind, entries == 0, !isRefused, !isBroken, depth < Self.mostEntered else {
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
    beginning = JoinedLine(
      offset: beginning.offset - byteCount, lineIndex: beginning.lineIndex - settledLineCount)
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
