/// What is longer than a line may be and begins with a bracket: a line of one value or of many, or an element.
///
/// Each value of the line that is short enough is a line of its own; of one that is too long the elements of its arrays are, and what is in its objects
/// is gone into as far as that holds arrays. An object with a member of Hubble's is a line of Hubble's, never gone into.
extension DocumentJoiner {
  /// The line at `position` is too long: its values are lines of their own.
  mutating func enterLine(at first: Int) {
    begin()
    position = first
    structure = DocumentStructure()
    phase = .within
    leaveReading()
  }

  /// The element at `position` is too long.
  mutating func enterElement(_ bytes: borrowing MutableSpan<UInt8>) {
    structure = DocumentStructure()
    phase = .within
    takeLongValue(bytes)
  }

  /// Takes values; false where more bytes have to tell.
  mutating func scanWithin(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool {
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\n") where structure.depth == 0:
        endLine()
        return true
      case UInt8(ascii: "\n"):
        lineIndex += 1
        position += 1
      case UInt8(ascii: ",") where structure.takeComma(),
        UInt8(ascii: ":") where structure.takeColon():
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard close(isObject: byte == UInt8(ascii: "}")) else {
          return takeBroken(&bytes, isEnd)
        }
        if case .elements = phase {
          return true
        }
      case let byte where DocumentBytes.isBlank(byte):
        position += 1
      default:
        guard let isEnded = takeInner(&bytes, isEnd) else {
          return false
        }
        if isEnded {
          return true
        }
      }
    }
    if isEnd {
      noteOpenArray()
      passRead()
      leave()
    }
    return false
  }

  private mutating func endLine() {
    if yieldCount == 0 {
      noteUnread(at: beginning.offset, lineIndex: beginning.lineIndex)
      noteDocument()
    }
    position += 1
    lineIndex += 1
    passRead()
    leave()
  }

  private mutating func close(isObject: Bool) -> Bool {
    let hasOpen = structure.depth > 0
    guard structure.close(isObject: isObject) else {
      return false
    }
    position += 1
    if hasOpen {
      entered.removeLast()
    }
    if structure.depth == 0 && isInArray {
      endInArray()
    }
    return true
  }

  /// An element of an array over several lines was gone into.
  private mutating func endInArray() {
    passRead()
    phase = .elements
    isInArray = false
  }

  /// Takes a key or a value; nil where more bytes have to tell, true where other than its next byte is to be looked at.
  private mutating func takeInner(
    _ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool
  ) -> Bool? {
    if structure.isInObject && structure.expectsKey {
      return takeKey(&bytes, isEnd)
    }
    if structure.isInObject && wholeStart != position
      && DocumentBytes.isOpening(bytes[position]) && open(bytes)
    {
      return false
    }
    beginReading(at: position)
    switch reading.readValue(bytes, upTo: position + longest) {
    case .complete where structure.takeValue():
      return takeValue(&bytes)
    case .tooLong:
      guard takeLongValue(bytes) else {
        return takeBroken(&bytes, isEnd) ? true : nil
      }
      return true
    case .needsMore where !isEnd:
      return nil
    case .complete, .broken, .openArray, .needsMore:
      return takeBroken(&bytes, isEnd) ? true : nil
    }
  }

  /// Takes the value that was read; whether it is a line, as all are but numbers and such members of objects as are not gone into.
  private mutating func takeValue(_ bytes: inout MutableSpan<UInt8>) -> Bool {
    let range = position..<reading.position
    let isScalar = DocumentBytes.isOfScalar(bytes[position])
    let isOfMember = structure.isInObject && wholeStart != position
    wholeStart = nil
    if reading.lineCount > 0 {
      DocumentBytes.squeeze(&bytes, range)
    }
    let first = lineIndex
    lineIndex += reading.lineCount
    position = range.upperBound
    reading.end()
    guard !isScalar && !isOfMember else {
      // Statistics of an answer, a name.
      return false
    }
    emit(
      JoinedLine(
        offset: range.lowerBound, end: range.upperBound, lineIndex: first, isOfDocument: true))
    yieldCount += 1
    noteDocument()
    passRead()
    return true
  }

  /// Goes into the container at `position`; false where none may stand there.
  private mutating func open(_ bytes: borrowing MutableSpan<UInt8>) -> Bool {
    guard structure.open(isObject: bytes[position] == UInt8(ascii: "{")) else {
      return false
    }
    entered.append(Entered(place: position, lineIndex: lineIndex))
    position += 1
    return true
  }

  /// Goes into the value at `position`, which is too long, or passes over it; false where none may stand there.
  @discardableResult
  private mutating func takeLongValue(_ bytes: borrowing MutableSpan<UInt8>) -> Bool {
    if wholeStart != position && DocumentBytes.isOpening(bytes[position]) {
      return open(bytes)
    }
    guard structure.takeValue() else {
      return false
    }
    wholeStart = nil
    noteUnread(at: position, lineIndex: lineIndex)
    passedLineCount = 0
    phase = .value
    return true
  }

  /// Passes over a value that is being read; false where more bytes have to tell.
  mutating func passValue(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool {
    let end = reading.readValue(bytes, upTo: .max)
    lineIndex += reading.lineCount - passedLineCount
    passedLineCount = reading.lineCount
    position = reading.position
    passRead()
    switch end {
    case .complete:
      reading.end()
      phase = .within
      if structure.depth == 0 && isInArray {
        endInArray()
      }
      return true
    case .broken, .openArray, .tooLong:
      // It was told already that this is not read.
      reading.end()
      leave()
      phase = .rest(ofDocument: false, isAtStart: false)
      return true
    case .needsMore:
      if isEnd {
        leave()
      }
      return false
    }
  }

  // MARK: Lines of Hubble's

  /// Takes a key; nil where more bytes have to tell, true where other than its next byte is to be looked at.
  private mutating func takeKey(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool? {
    guard bytes[position] == UInt8(ascii: "\"") else {
      return takeBroken(&bytes, isEnd) ? true : nil
    }
    beginReading(at: position)
    switch reading.readValue(bytes, upTo: position + longest) {
    case .complete:
      let key = position..<reading.position
      position = key.upperBound
      reading.end()
      if HubbleName.isOne(bytes, key) {
        takeHubbleObject()
        return true
      }
      _ = structure.takeString()
      return false
    case .needsMore where !isEnd:
      return nil
    case .broken, .openArray, .needsMore, .tooLong:
      return takeBroken(&bytes, isEnd) ? true : nil
    }
  }

  /// The object that is gone into is a line of Hubble's: it is read once more, as a whole, where it is there.
  private mutating func takeHubbleObject() {
    let object = entered.removeLast()
    structure.takeBack()
    if object.place >= settledByteCount {
      wholeStart = object.place
      position = object.place
      lineIndex = object.lineIndex
    } else {
      _ = structure.takeValue()
      noteUnread(at: object.place, lineIndex: object.lineIndex)
      leaveReading()
      reading.begin(behindKeyAt: position)
      passedLineCount = 0
      phase = .value
    }
  }
}
