/// Joins the lines of documents, in place: each becomes one line of as many bytes, and a top-level array over several lines gives a line
/// for each element.
///
/// `documents` in Fixtures/spec/drops_reference.py is the rule. Every byte keeps its place in the file, so that offsets stay true:
/// what is not needed becomes blanks, what separates two elements a line feed. What is longer than a line may be is gone into
/// (LongDocument.swift): the values on a line, the elements of arrays and the arrays in objects become lines of their own. What is not whole waits in
/// the buffer; it is at most as long as a line may be. No byte is read more than twice, whatever the text holds.
struct DocumentJoiner: Sendable {
  /// A line that came out: where it lies, and in which of the lines that went in it begins, both counted from the buffer's front.
  struct JoinedLine {
    var offset: Int
    /// Before the LF, where it has one.
    var end: Int
    var lineIndex: Int
    /// It could not be read, as it is too long.
    var isUnread = false
    /// It is a document over several lines, or was in one, or in a line that was gone into.
    var isOfDocument = false
  }

  enum Phase {
    /// At the beginning of a line.
    case line
    /// Among the elements of an array over several lines.
    case elements
    /// Behind that array, in its last line.
    case behind
    /// In what is gone into.
    case within
    /// In a value that is passed over.
    case value
    /// In lines that are passed over: the rest of one, or of all that are a broken document's.
    case rest(ofDocument: Bool, isAtStart: Bool)
  }

  /// A container that is gone into.
  struct Entered {
    var place: Int
    var lineIndex: Int
  }

  /// Bounds the memory that places of short lines take.
  private static let mostLines = 16_384
  /// Fewer bytes in front are not given up by themselves: that moves all others.
  private static let leastPassed = 4096

  /// Bytes of the longest line, document or element that is handed over.
  let longest: Int
  /// Bytes of the longest line that is no JSON.
  let longestRaw: Int

  /// So many bytes at the front are done with; what came out of them are these lines, what went in so many.
  private(set) var settledByteCount = 0
  private(set) var lines: [JoinedLine] = []
  private(set) var settledLineCount = 0
  /// Whether bytes between the lines belong to none, or a line has no LF or is too long: such lines are copied.
  var isScattered = false
  /// Whether what came out depends on more than the lines by themselves.
  private(set) var needsOrder = false
  /// An array was open at the end of the file.
  private(set) var hasOpenArray = false
  /// Where the document begins that is gone into, or the array: in front of the buffer, once its first elements are out.
  var beginning = JoinedLine(offset: 0, end: 0, lineIndex: 0)
  /// So many lines have come out of it, or were too long.
  var yieldCount = 0

  var phase = Phase.line
  /// How far the buffer is done with, and how many of its lines that are.
  var position = 0
  var lineIndex = 0
  /// An element of an array over several lines stands in front of `position`, in a line that is not ended yet.
  var element: (line: Int, start: Int, end: Int)?
  /// Where that line can be ended.
  var breakPlace: Int?
  /// Whether what is gone into is an element of such an array.
  var isInArray = false
  /// What is gone into, and where its containers begin.
  var structure = DocumentStructure()
  var entered: [Entered] = []
  /// Where an object begins that is a line of Hubble's, as far as its members have told: it is taken whole.
  var wholeStart: Int?
  /// What is being read at `position`.
  var reading = DocumentTokens()
  /// What was read further, and is gone into or given up.
  private var ahead = DocumentTokens()
  /// Whether the last byte that came was an LF, before it became something else.
  private(set) var hasSeenLineEnd = false
  /// So many bytes of the buffer have been looked at before.
  private(set) var seenByteCount = 0
  /// So many of the lines that were read are in `lineIndex`.
  var passedLineCount = 0

  init(_ options: LineBlockOptions) {
    longest = options.maximumLineByteCount
    longestRaw = options.maximumRawLineByteCount
  }

  /// Looks at all bytes of the buffer; `isEnd`: no more come, and the last is an LF.
  mutating func scan(_ bytes: inout MutableSpan<UInt8>, isEnd: Bool) {
    if bytes.count > seenByteCount {
      hasSeenLineEnd = bytes[bytes.count - 1] == UInt8(ascii: "\n")
      seenByteCount = bytes.count
    }
    var goesOn = true
    while goesOn && lines.count < Self.mostLines {
      switch phase {
      case .line: goesOn = scanLine(&bytes, isEnd)
      case .elements: goesOn = scanElements(&bytes, isEnd)
      case .behind: goesOn = scanBehind(&bytes)
      case .within: goesOn = scanWithin(&bytes, isEnd)
      case .value: goesOn = passValue(&bytes, isEnd)
      case .rest(let ofDocument, let isAtStart):
        goesOn = passRest(bytes, isEnd, ofDocument: ofDocument, isAtStart: isAtStart)
      }
    }
    giveUpFront(&bytes)
  }

  /// Gives up what is not needed in front of `position`.
  private mutating func giveUpFront(_ bytes: inout MutableSpan<UInt8>) {
    if let last = element {
      if breakPlace != nil && position - settledByteCount >= Self.leastPassed {
        _ = endElementLine(&bytes)
      } else if breakPlace == nil && bytes.count - 1 - last.start > longest {
        // What touches it makes the line too long, should the last byte be its LF, too.
        endElementHere()
      }
      return
    }
    var front = Entered(place: position, lineIndex: lineIndex)
    if case .within = phase, let last = entered.last, last.place >= settledByteCount,
      bytes.count - last.place <= longest
    {
      front = last
    }
    if front.place - settledByteCount >= Self.leastPassed {
      pass(front)
    }
  }

  /// Begins to read what begins at `position`, or goes on with it.
  mutating func beginReading(at place: Int) {
    guard reading.start != place else {
      return
    }
    leaveReading()
    if ahead.goOn(from: place) {
      swap(&reading, &ahead)
      ahead.end()
    } else {
      reading.begin(at: place)
    }
    passedLineCount = 0
  }

  /// Leaves what is being read; what was read of it serves for what is in it.
  mutating func leaveReading() {
    if reading.start != nil && (ahead.start == nil || reading.position >= ahead.position) {
      swap(&reading, &ahead)
    }
    reading.end()
  }

  /// So many bytes at the front, and lines in them, are gone.
  mutating func dropSettled() {
    let byteCount = settledByteCount
    position -= byteCount
    seenByteCount -= byteCount
    lineIndex -= settledLineCount
    element = element.map {
      ($0.line - settledLineCount, $0.start - byteCount, $0.end - byteCount)
    }
    breakPlace = breakPlace.map { $0 - byteCount }
    wholeStart = wholeStart.map { $0 - byteCount }
    beginning.offset -= byteCount
    beginning.lineIndex -= settledLineCount
    for index in entered.indices {
      entered[index].place -= byteCount
      entered[index].lineIndex -= settledLineCount
    }
    reading.drop(byteCount)
    ahead.drop(byteCount)
    settledByteCount = 0
    settledLineCount = 0
    lines.removeAll(keepingCapacity: true)
    isScattered = false
    needsOrder = false
  }

  // MARK: What comes out

  /// Ends a line at the LF before `end`; it began there, in this one of the lines that went in, and all up to `lineIndex` are past.
  ///
  /// Behind `last` are only blanks.
  mutating func settle(
    from start: Int, to last: Int? = nil, upTo end: Int, line: Int, isOfDocument: Bool = false
  ) {
    lines.append(
      JoinedLine(
        offset: start, end: last ?? end - 1, lineIndex: line, isOfDocument: isOfDocument))
    settledByteCount = end
    settledLineCount = lineIndex
  }

  /// Gives a line that is followed by no LF of its own.
  mutating func emit(_ line: JoinedLine) {
    lines.append(line)
    isScattered = true
  }

  /// The line, document or value that begins there is too long to be read.
  mutating func noteUnread(at place: Int, lineIndex: Int) {
    emit(JoinedLine(offset: place, end: place, lineIndex: lineIndex, isUnread: true))
    yieldCount += 1
  }

  /// What is in front of a place, and in no line, is not needed.
  mutating func pass(_ front: Entered) {
    isScattered = isScattered || front.place > settledByteCount
    settledByteCount = front.place
    settledLineCount = front.lineIndex
  }

  mutating func passRead() {
    pass(Entered(place: position, lineIndex: lineIndex))
  }

  /// What comes out depends on more than one line.
  mutating func noteDocument() {
    needsOrder = true
  }

  /// The array is not closed where the file ends.
  mutating func noteOpenArray() {
    hasOpenArray = true
    needsOrder = true
  }
}
