/// The elements of a top-level array that goes on over several lines.
extension DocumentJoiner {
  /// Takes elements, each as a line; false where more bytes have to tell.
  mutating func scanElements(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") || DocumentBytes.isSeparator(byte) {
        blank(&bytes)
      } else if byte == UInt8(ascii: "]") {
        blank(&bytes)
        phase = .behind
        return true
      } else {
        guard let isTaken = takeElement(&bytes, isEnd) else {
          return false
        }
        if isTaken {
          return true
        }
      }
    }
    if isEnd {
      endOpen(&bytes)
    }
    return false
  }

  /// Makes a byte between elements a blank; the first behind an element may end its line.
  private mutating func blank(_ bytes: inout MutableSpan<UInt8>) {
    if bytes[position] == UInt8(ascii: "\n") {
      lineIndex += 1
    }
    if element != nil && breakPlace == nil {
      breakPlace = position
    }
    bytes[position] = UInt8(ascii: " ")
    position += 1
  }

  /// Takes an element, or goes into it; nil where more bytes have to tell, true where a line was ended.
  private mutating func takeElement(
    _ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool
  ) -> Bool? {
    beginReading(at: position)
    switch reading.readValue(bytes, upTo: position + longest) {
    case .complete:
      return keepElement(&bytes)
    case .broken, .openArray:
      return takeBroken(&bytes, isEnd) ? true : nil
    case .needsMore:
      return isEnd && takeBroken(&bytes, isEnd) ? true : nil
    case .tooLong:
      endElement(&bytes)
      isInArray = true
      enterElement(bytes)
      return true
    }
  }

  /// The element that was read waits for the end of its line; whether the line before was ended.
  private mutating func keepElement(_ bytes: inout MutableSpan<UInt8>) -> Bool {
    let range = position..<reading.position
    var isLineEnded = endElementLine(&bytes)
    if let last = element, range.upperBound - last.start > longest {
      endElementHere()
      isLineEnded = true
    }
    if reading.lineCount > 0 {
      DocumentBytes.squeeze(&bytes, range)
    }
    element = (
      element?.line ?? lineIndex, element?.start ?? range.lowerBound, range.upperBound
    )
    lineIndex += reading.lineCount
    position = range.upperBound
    yieldCount += 1
    reading.end()
    noteDocument()
    return isLineEnded
  }

  /// Ends the line of the element before; false where there is none, or no place for it.
  mutating func endElementLine(_ bytes: inout MutableSpan<UInt8>) -> Bool {
    guard let last = element, let place = breakPlace else {
      return false
    }
    bytes[place] = UInt8(ascii: "\n")
    element = nil
    breakPlace = nil
    settle(from: last.start, upTo: place + 1, line: last.line, isOfDocument: true)
    return true
  }

  /// Ends the line of the element before, where there is no place for an LF.
  mutating func endElementHere() {
    guard let last = element else {
      return
    }
    element = nil
    breakPlace = nil
    emit(
      JoinedLine(offset: last.start, end: last.end, lineIndex: last.line, isOfDocument: true))
    pass(Entered(place: last.end, lineIndex: lineIndex))
  }

  mutating func endElement(_ bytes: inout MutableSpan<UInt8>) {
    if !endElementLine(&bytes) {
      endElementHere()
    }
  }

  /// The file ends, and the array is open.
  private mutating func endOpen(_ bytes: inout MutableSpan<UInt8>) {
    noteOpenArray()
    if bytes.count > 0 {
      bytes[bytes.count - 1] = UInt8(ascii: "\n")
    }
    endLastElement()
  }

  /// Ends the last element's line in front of `position`, where an LF is; an array without elements is a blank line.
  private mutating func endLastElement() {
    let last = element
    leave()
    if let last {
      settle(
        from: last.start, to: last.end, upTo: position, line: last.line, isOfDocument: true)
    } else if yieldCount == 0 && settledByteCount < position {
      settle(from: position - 1, upTo: position, line: beginning.lineIndex)
    } else {
      passRead()
    }
  }

  /// The rest of the line in which the array ends; false where more bytes have to tell.
  mutating func scanBehind(_ bytes: inout MutableSpan<UInt8>) -> Bool {
    while position < bytes.count && DocumentBytes.isSeparator(bytes[position]) {
      blank(&bytes)
    }
    guard position < bytes.count else {
      return false
    }
    guard bytes[position] == UInt8(ascii: "\n") else {
      _ = endElementLine(&bytes)
      leave()
      return true
    }
    position += 1
    lineIndex += 1
    endLastElement()
    return true
  }
}
