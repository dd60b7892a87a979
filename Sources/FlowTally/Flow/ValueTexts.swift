/// What was made of a member's values, by their bytes: of the few policies and workloads of a cluster each is read once.
///
/// Bounded: what finds no room is read anew each time.
struct ValueTexts: Sendable {
  private var values = ByteTable(maximumCount: 4096, maximumByteCount: 1 << 20)
  private var texts = TextBuffer()
  private var ends: [Int] = []

  /// Appends what was made of the value at `range`; false where that is not known.
  @inline(__always)
  func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to text: inout TextBuffer) -> Bool {
    guard let number = values.existingIndex(of: bytes.extracting(range)) else {
      return false
    }
    let start = number == 0 ? 0 : ends[number &- 1]
    text.append(texts, start..<ends[number])
    return true
  }

  /// Keeps what was made of the value at `range`, which is not known yet.
  mutating func keep(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ text: TextBuffer, from start: Int = 0
  ) {
    guard values.index(of: bytes.extracting(range)) == ends.count else {
      return
    }
    texts.append(text, start..<text.count)
    ends.append(texts.count)
  }
}

extension Flow {
  /// Where the object or array ends that begins at `place`, as the line's brackets tell; nil where the line was not indexed.
  @inline(__always)
  func endOfContainer(at place: Int) -> Int? {
    isIndexed ? lineStart &+ structure.endOfContainer(at: place &- lineStart) : nil
  }
}

extension LineStructure {
  /// The offset behind the bracket that closes the one at `offset`.
  @inline(__always)
  fileprivate func endOfContainer(at offset: Int) -> Int {
    var low = 0
    var high = count
    while low &+ 1 < high {
      let middle = (low &+ high) &>> 1
      if self.offset(middle) <= offset {
        low = middle
      } else {
        high = middle
      }
    }
    var depth = 0
    while true {
      switch byte(low) {
      case Byte.openBrace, Byte.openBracket: depth &+= 1
      case Byte.closeBrace, Byte.closeBracket: depth &-= 1
      default: break
      }
      if depth == 0 {
        return self.offset(low) &+ 1
      }
      low &+= 1
    }
  }
}
