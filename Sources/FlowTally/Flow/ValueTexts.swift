/// The values that were read, by their bytes: of the few policies and workloads of a cluster each is read once.
///
/// Bounded: what finds no room is read anew each time.
struct KnownValues: Sendable {
  private var values: ByteTable

  /// No values yet, and at most so many, of so many bytes together.
  init(maximumCount: Int = 4096, maximumByteCount: Int = 1 << 20) {
    values = ByteTable(maximumCount: maximumCount, maximumByteCount: maximumByteCount)
  }

  /// The number of the value at `range`, nil where it is not known.
  @inline(__always)
  func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    values.existingIndex(of: bytes.extracting(range))
  }

  /// The number of a value that is new; nil where it finds no room.
  mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    values.index(of: bytes.extracting(range))
  }

  /// Keeps a value that is not known yet, under the next number; false where it finds no room.
  mutating func keep(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let next = values.count
    return add(bytes, range) == next
  }
}

/// What was made of known values: a text for each number.
struct ValueTexts: Sendable {
  private var texts = TextBuffer()
  private var ends: [Int] = []

  /// Appends what was made of a value.
  @inline(__always)
  func append(_ number: Int, to text: inout TextBuffer) {
    text.append(texts, (number == 0 ? 0 : ends[number &- 1])..<ends[number])
  }

  /// Keeps the text of the next number: what stands behind `start`.
  mutating func keep(_ text: TextBuffer, from start: Int = 0) {
    texts.append(text, start..<text.count)
    ends.append(texts.count)
  }
}

extension Flow {
  /// Where the object or array ends that begins at `place`, as the line's brackets tell; nil where the line was not indexed.
  @inline(__always)
  func endOfContainer(at place: Int) -> Int? {
    state.isIndexed
      ? state.lineStart &+ structure.endOfContainer(at: place &- state.lineStart) : nil
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
    return self.offset(closer(of: low)) &+ 1
  }

  /// Which of the bytes closes the bracket of this number.
  @inline(__always)
  func closer(of opener: Int) -> Int {
    var index = opener
    var depth = 0
    while true {
      switch byte(index) {
      case Byte.openBrace, Byte.openBracket: depth &+= 1
      case Byte.closeBrace, Byte.closeBracket: depth &-= 1
      default: break
      }
      if depth == 0 {
        return index
      }
      index &+= 1
    }
  }
}
