internal import CKernels
internal import FlowAnswer

/// The kernels in Swift: the reference that every instruction set is tested against.
enum LineTwins {
  static func matchHeads(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ heads: [LineHead], into found: inout [LineMatch]
  ) {
    var last = 0
    var start = 0
    for line in 0..<ends.count {
      found[line] = match(bytes, start, heads, &last)
      start = Int(ends[line]) + 1
    }
  }

  /// The head and the verdict of a line; the head that matched last is tried first.
  static func match(
    _ bytes: Span<UInt8>, _ start: Int, _ heads: [LineHead], _ last: inout Int
  ) -> LineMatch {
    let isLast = last < heads.count && hasHead(bytes, start, heads[last])
    guard
      let head = isLast ? last : heads.indices.first(where: { hasHead(bytes, start, heads[$0]) })
    else {
      return LineMatch(head: LineFindings.noHead, verdict: UInt8(LINE_ANOTHER_VERDICT))
    }
    last = head
    let verdict = verdict(bytes, start + Int(heads[head].byteCount))
    return LineMatch(head: UInt8(head), verdict: verdict)
  }

  /// The number of the verdict whose content begins there.
  static func verdict(_ bytes: Span<UInt8>, _ start: Int) -> UInt8 {
    let names = Verdict.allCases.map { Array("\($0.name)\"".utf8) }
    let verdict = names.firstIndex { name in
      start + name.count <= bytes.count
        && name.indices.allSatisfy { bytes[start + $0] == name[$0] }
    }
    return UInt8(verdict ?? Int(LINE_ANOTHER_VERDICT))
  }

  private static func hasHead(_ bytes: Span<UInt8>, _ start: Int, _ head: LineHead) -> Bool {
    let count = Int(head.byteCount)
    guard start + count <= bytes.count else {
      return false
    }
    for index in 0..<count {
      let byte = bytes[start + index]
      let isQuote = head.hasQuote(at: index)
      if (byte == Byte.quote) != isQuote || byte == Byte.backslash
        || head.isFixed(at: index) && byte != head.text(at: index)
      {
        return false
      }
    }
    return true
  }

  static func findTails(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, into tails: inout [LineTail]
  ) {
    var start = 0
    for line in 0..<ends.count {
      let end = Int(ends[line])
      tails[line] = end - start >= 192 ? tail(bytes, end) : LineTail()
      start = end + 1
    }
  }

  private static func tail(_ bytes: Span<UInt8>, _ end: Int) -> LineTail {
    let none = LineTail()
    guard bytes[end - 1] == Byte.closeBrace, bytes[end - 2] == Byte.quote else {
      return none
    }
    let timeEnd = end - 2
    let starts = [30, 27, 24, 20].map { timeEnd - $0 }
    guard
      let timeStart = starts.first(where: {
        stands(isSpaced(bytes, $0) ? ", \"time\": \"" : ",\"time\":\"", bytes, before: $0)
      }), isPlain(bytes, timeStart..<timeEnd)
    else {
      return none
    }
    let hasBlanks = isSpaced(bytes, timeStart)
    let nodeEnd = timeStart - (hasBlanks ? 12 : 10)
    guard bytes[nodeEnd] == Byte.quote,
      let quote = ((nodeEnd - 63)..<nodeEnd).last(where: { bytes[$0] == Byte.quote }),
      isPlain(bytes, (quote + 1)..<nodeEnd),
      stands(
        hasBlanks ? "}, \"node_name\": \"" : "},\"node_name\":\"", bytes, before: quote + 1)
    else {
      return none
    }
    return LineTail(
      nodeStart: UInt32(quote + 1), nodeEnd: UInt32(nodeEnd), timeStart: UInt32(timeStart),
      timeEnd: UInt32(timeEnd))
  }

  /// Whether a blank stands before the quote before a value's content.
  private static func isSpaced(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    bytes[start - 2] == Byte.space
  }

  private static func stands(
    _ text: StaticString, _ bytes: Span<UInt8>, before end: Int
  ) -> Bool {
    stands(text, bytes, at: end - text.utf8CodeUnitCount)
  }

  static func stands(_ text: StaticString, _ bytes: Span<UInt8>, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= bytes.count else {
      return false
    }
    for index in 0..<text.utf8CodeUnitCount {
      // A static string's bytes live as long as the program.
      guard unsafe bytes[start + index] == text.utf8Start[index] else {
        return false
      }
    }
    return true
  }

  private static func isPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for position in range
    where bytes[position] == Byte.quote || bytes[position] == Byte.backslash {
      return false
    }
    return true
  }

  static func findObstacles(
    _ bytes: Span<UInt8>, into offsets: inout [UInt32], room: Int
  ) -> Int {
    let texts: [StaticString] = ["ime", "de_", "deN"]
    var count = 0
    for position in 0..<bytes.count
    where count < room && texts.contains(where: { stands($0, bytes, at: position) }) {
      offsets[count] = UInt32(position)
      count += 1
    }
    return count
  }

  static func findStructure(
    _ bytes: Span<UInt8>, outside: Span<UInt64>, _ start: Int, _ end: Int,
    into structure: inout LineStructure
  ) -> Bool {
    guard end - start < LineStructure.lineByteCount else {
      return false
    }
    structure.count = 0
    for position in start..<end where outside[position >> 6] >> (position & 63) & 1 == 1 {
      let byte = bytes[position]
      if isStructure(byte) {
        guard structure.count < LineStructure.maximumCount,
          byte != Byte.colon || bytes[position - 1] == Byte.quote
        else {
          return false
        }
        structure.append(byte, at: position - start)
      }
    }
    return true
  }

  private static func isStructure(_ byte: UInt8) -> Bool {
    switch byte {
    case Byte.colon, Byte.openBrace, Byte.closeBrace, Byte.openBracket, Byte.closeBracket: true
    default: false
    }
  }

  static func undoEscapes(
    _ bytes: Span<UInt8>, _ content: Range<Int>, to out: UnsafeMutableRawPointer
  ) -> (read: Int, written: Int) {
    var from = content.lowerBound
    var written = 0
    while from < content.upperBound {
      var byte = bytes[from]
      if byte == Byte.backslash {
        byte = bytes[from + 1]
        guard byte == Byte.quote || byte == Byte.backslash || byte == UInt8(ascii: "/") else {
          break
        }
        from += 1
      }
      // There is room for as many bytes as are read.
      unsafe out.storeBytes(of: byte, toByteOffset: written, as: UInt8.self)
      from += 1
      written += 1
    }
    return (from - content.lowerBound, written)
  }

  static func hasMembers(
    _ bytes: Span<UInt8>, _ start: Int, _ structure: borrowing LineStructure,
    _ members: [LineMember], _ keys: [LineKey]
  ) -> Bool {
    for member in members {
      let key = keys[Int(member.key)]
      let window = start + structure.offset(Int(member.colon)) - LineKey.colon
      for index in 0..<LineKey.byteCount where key.mask(at: index) != 0 {
        guard window + index >= 0, window + index < bytes.count,
          bytes[window + index] & key.mask(at: index) == key.text(at: index)
        else {
          return false
        }
      }
    }
    return true
  }
}
