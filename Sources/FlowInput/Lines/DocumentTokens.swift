/// Reads the tokens of a JSON text, as far as they have come: where a value, or all values of a line, end.
///
/// It goes on where it stopped, so that no byte is read twice however the text comes, and it knows where the open containers begin: where
/// the outermost is given up, what was read serves for the next. Memory: a few bytes an open container, of which there are at most 128.
struct DocumentTokens: Sendable {
  enum End {
    /// Behind the value, or at the LF of the line with the last one.
    case complete
    /// At a byte that cannot stand there.
    case broken
    /// An array that begins the line goes on behind it.
    case openArray
    /// There is no more.
    case needsMore
    /// What is read ends beyond the bound.
    case tooLong
  }

  enum Inside {
    case nothing, string, escape, scalar
  }

  private struct Opening {
    var place: Int
    var passedLineCount: Int
  }

  private var structure = DocumentStructure()
  var inside = Inside.nothing
  private var openings: [Opening] = []
  /// So many of them are known to begin too early.
  private var earlyCount = 0
  private var passedLineCount = 0
  private var firstLineCount = 0
  private var hasFailed = false
  /// Where it began; nil where nothing is being read.
  private(set) var start: Int?
  /// How far it has come.
  var position = 0

  /// Line feeds that were passed.
  var lineCount: Int {
    passedLineCount - firstLineCount
  }

  /// Begins anew.
  mutating func begin(at place: Int) {
    structure = DocumentStructure()
    inside = .nothing
    openings.removeAll(keepingCapacity: true)
    earlyCount = 0
    passedLineCount = 0
    firstLineCount = 0
    hasFailed = false
    start = place
    position = place
  }

  /// Begins in an object that began in front, behind a key.
  mutating func begin(behindKeyAt place: Int) {
    begin(at: place)
    openings.append(Opening(place: place, passedLineCount: 0))
    _ = structure.open(isObject: true) && structure.takeString()
  }

  /// What was read is done with.
  mutating func end() {
    start = nil
  }

  /// Goes on as if it had begun with the container at `place`; false where none that is open begins there.
  ///
  /// Places are asked for in their order.
  mutating func goOn(from place: Int) -> Bool {
    guard start != nil else {
      return false
    }
    while earlyCount < openings.count && openings[earlyCount].place < place {
      earlyCount += 1
    }
    guard earlyCount < openings.count, openings[earlyCount].place == place else {
      return false
    }
    openings.removeFirst(earlyCount)
    earlyCount = 0
    structure.keep(openings.count)
    firstLineCount = openings[0].passedLineCount
    hasFailed = false
    start = place
    return true
  }

  /// So many bytes in front are gone.
  mutating func drop(_ byteCount: Int) {
    start = start.map { $0 - byteCount }
    position -= byteCount
    for index in openings.indices {
      openings[index].place -= byteCount
    }
  }

  /// Reads on to the end of one value, which lies at or before `bound`.
  mutating func readValue(_ bytes: borrowing MutableSpan<UInt8>, upTo bound: Int) -> End {
    guard !hasFailed else {
      return .broken
    }
    while true {
      if position > bound {
        return .tooLong
      }
      if structure.valueCount > 0 && inside == .nothing {
        return .complete
      }
      guard position < bytes.count else {
        return .needsMore
      }
      guard take(bytes) else {
        return fail(bound)
      }
    }
  }

  /// Reads on in the values of a line, from a bracket on; the line ends where none is open.
  mutating func readLine(_ bytes: borrowing MutableSpan<UInt8>, upTo bound: Int) -> End {
    guard !hasFailed, let start else {
      return .broken
    }
    let isArray = bytes[start] == UInt8(ascii: "[")
    if isArray && lineCount > 0 && structure.valueCount == 0 {
      // It was read as a part of what is around it.
      return .openArray
    }
    while position < bytes.count {
      if inside == .nothing && bytes[position] == UInt8(ascii: "\n") {
        if structure.depth == 0 {
          return .complete
        }
        if isArray && lineCount == 0 && structure.valueCount == 0 {
          return .openArray
        }
      }
      guard take(bytes) else {
        return fail(bound)
      }
      if position > bound {
        return .tooLong
      }
    }
    return .needsMore
  }

  private mutating func fail(_ bound: Int) -> End {
    guard position <= bound else {
      return .tooLong
    }
    hasFailed = true
    return .broken
  }

  /// Takes one token or a blank, as far as it is there; false at a byte that cannot stand there.
  private mutating func take(_ bytes: borrowing MutableSpan<UInt8>) -> Bool {
    switch inside {
    case .string, .escape: return passString(bytes)
    case .scalar: return passScalar(bytes)
    case .nothing: break
    }
    switch bytes[position] {
    case UInt8(ascii: "\n"):
      passedLineCount += 1
      return passBlanks(bytes)
    case let byte where DocumentBytes.isBlank(byte): return passBlanks(bytes)
    case UInt8(ascii: "{"): return open(isObject: true)
    case UInt8(ascii: "["): return open(isObject: false)
    case UInt8(ascii: "}"): return close(isObject: true)
    case UInt8(ascii: "]"): return close(isObject: false)
    case UInt8(ascii: ","): return pass(structure.takeComma())
    case UInt8(ascii: ":"): return pass(structure.takeColon())
    case UInt8(ascii: "\""):
      guard structure.takeString() else {
        return false
      }
      inside = .string
      position += 1
      return passString(bytes)
    case let byte where DocumentBytes.isOfScalar(byte):
      guard structure.takeScalar() else {
        return false
      }
      inside = .scalar
      return passScalar(bytes)
    default: return false
    }
  }

  private mutating func pass(_ isTaken: Bool) -> Bool {
    position += isTaken ? 1 : 0
    return isTaken
  }

  private mutating func open(isObject: Bool) -> Bool {
    guard structure.open(isObject: isObject) else {
      return false
    }
    openings.append(Opening(place: position, passedLineCount: passedLineCount))
    return pass(true)
  }

  private mutating func close(isObject: Bool) -> Bool {
    let hasOpen = structure.depth > 0
    guard structure.close(isObject: isObject) else {
      return false
    }
    if hasOpen {
      openings.removeLast()
    }
    return pass(true)
  }
}
