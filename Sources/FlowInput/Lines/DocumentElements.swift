/// The elements of arrays that go on over several lines, and of values too long for one line.
extension DocumentJoiner {
  /// Takes elements, each as a line; false where more bytes have to tell.
  mutating func scanElements(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") || Self.isSeparator(byte) {
        blank(&bytes)
      } else if depth > 0, byte == closing {
        blank(&bytes)
        kinds &>>= 1
        depth -= 1
        if depth == 0 {
          phase = .behind
          return true
        }
      } else if isInObject {
        guard takeMember(&bytes) else {
          return isEnd && takeJunk(&bytes, isEnd)
        }
      } else {
        guard let isTaken = takeElement(&bytes, isEnd) else {
          return false
        }
        if isTaken {
          return true
        }
      }
    }
    guard isEnd else {
      return false
    }
    return endOpen(&bytes)
  }

  private var isInObject: Bool {
    depth > 0 && kinds & 1 == 1
  }

  private var closing: UInt8 {
    isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
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

  private mutating func open(_ bytes: inout MutableSpan<UInt8>) {
    kinds = kinds &<< 1 | (bytes[position] == UInt8(ascii: "{") ? 1 : 0)
    depth += 1
    blank(&bytes)
  }

  /// A member of an object that is gone into: its containers are, too, all else is blank.
  ///
  /// False where more bytes have to tell.
  private mutating func takeMember(_ bytes: inout MutableSpan<UInt8>) -> Bool {
    var tokens = DocumentTokens()
    switch bytes[position] {
    case UInt8(ascii: ":"):
      blank(&bytes)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < DocumentTokens.deepest else {
        return false
      }
      open(&bytes)
    default:
      guard case .complete(let end) = tokens.readValue(bytes, position) else {
        return false
      }
      isRefused = isRefused || HubbleName.isOne(bytes, position..<end)
      while position < end {
        blank(&bytes)
      }
    }
    return !isRefused
  }

  /// Takes an element, or goes into it; nil where more bytes have to tell, true where a line was ended.
  private mutating func takeElement(
    _ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool
  ) -> Bool? {
    let byte = bytes[position]
    if entries > 0 && (byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")) {
      entries -= 1
      open(&bytes)
      return false
    }
    var tokens = DocumentTokens()
    switch tokens.readValue(bytes, position) {
    case .complete(let end) where isEntered && DocumentTokens.isOfScalar(byte):
      // Statistics of an answer.
      while position < end {
        blank(&bytes)
      }
      return false
    case .complete(let end):
      let isLineEnded = endElementLine(&bytes)
      if tokens.lineCount > 0 {
        Self.squeeze(&bytes, position..<end)
      }
      element = (lineIndex, end)
      lineIndex += tokens.lineCount
      position = end
      noteDocument(isWhole: true)
      return isLineEnded
    case .broken, .openArray:
      isBroken = true
      return takeJunk(&bytes, isEnd) ? true : nil
    case .needsMore:
      return isEnd && takeJunk(&bytes, isEnd) ? true : nil
    }
  }

  /// Ends the line of the element before; false where there is none, or no place for it.
  private mutating func endElementLine(_ bytes: inout MutableSpan<UInt8>) -> Bool {
    guard let last = element, let place = breakPlace else {
      return false
    }
    bytes[place] = UInt8(ascii: "\n")
    element = nil
    breakPlace = nil
    settle(upTo: place + 1, from: last.line, past: lineIndex)
    return true
  }

  /// What is no element is a line of its own, and the arrays are given up; false where more bytes have to tell.
  private mutating func takeJunk(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool {
    let isContainer = [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(bytes[position])
    let lineFeed = Self.lineFeed(bytes, from: position).map { (end: $0 + 1, lineCount: 1) }
    guard let junk = isContainer ? endOfBroken(bytes, isEnd) : lineFeed else {
      return false
    }
    _ = endElementLine(&bytes)
    leave()
    joinBroken(&bytes, junk.end, junk.lineCount)
    return true
  }

  private mutating func leave() {
    phase = .line
    kinds = 0
    depth = 0
    entries = 0
    isEntered = false
    element = nil
    breakPlace = nil
  }

  /// The file ends, and an array is open.
  private mutating func endOpen(_ bytes: inout MutableSpan<UInt8>) -> Bool {
    noteOpenArray()
    bytes[bytes.count - 1] = UInt8(ascii: "\n")
    let line = element?.line ?? lineIndex
    leave()
    if settledByteCount < bytes.count {
      settle(upTo: bytes.count, from: line, past: lineIndex)
    }
    return false
  }

  /// The rest of the line in which a document ends; false where more bytes have to tell.
  mutating func scanBehind(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool {
    while position < bytes.count && Self.isSeparator(bytes[position]) {
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
    let line = element?.line ?? lineIndex
    leave()
    position += 1
    lineIndex += 1
    settle(upTo: position, from: line, past: lineIndex)
    return true
  }
}

/// The names of members that make an object a line of Hubble's: such a line is never gone into.
private enum HubbleName {
  private static let names = [
    "flow", "lost_events", "lostEvents", "node_status", "nodeStatus", "agent_event", "agentEvent",
    "debug_event", "debugEvent", "verdict", "num_events_lost", "numEventsLost",
  ].map { Array("\"\($0)\"".utf8) }

  static func isOne(_ bytes: borrowing MutableSpan<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count < 24 else {
      return false
    }
    for name in names where name.count == range.count {
      var index = 0
      while index < name.count && bytes[range.lowerBound + index] == name[index] {
        index += 1
      }
      if index == name.count {
        return true
      }
    }
    return false
  }
}
