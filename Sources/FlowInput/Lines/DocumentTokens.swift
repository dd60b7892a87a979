/// The brackets and tokens of JSON over several lines: where a value, or all values of a line, end.
///
/// Knows the order of tokens, not what is in them: who reads the joined line judges it. Memory: one bit an open bracket.
struct DocumentTokens {
  /// More are not open at once in any line that is valid.
  static let deepest = 128

  enum End {
    /// Behind the value, or the LF of the line with the last one.
    case complete(at: Int)
    /// A byte that cannot stand where it stands.
    case broken(at: Int)
    /// An array that begins the line goes on behind it.
    case openArray
    /// There is no more.
    case needsMore
  }

  private enum Expected {
    case value, valueOrClose, key, keyOrClose, colon, commaOrClose, nothing
  }

  private var expected = Expected.value
  private var kinds: UInt128 = 0
  private var depth = 0
  private var valueCount = 0
  /// Line feeds that were passed.
  private(set) var lineCount = 0

  /// Reads one value that begins at `start`.
  mutating func readValue(_ bytes: borrowing MutableSpan<UInt8>, _ start: Int) -> End {
    var position = start
    while position < bytes.count {
      let end = take(bytes, position)
      guard end >= 0 else {
        return end == Self.more ? .needsMore : .broken(at: position)
      }
      position = end
      if valueCount > 0 {
        return .complete(at: position)
      }
    }
    return .needsMore
  }

  /// Reads the values of a line, from the bracket at `start` on; the line ends where none is open.
  mutating func readLine(_ bytes: borrowing MutableSpan<UInt8>, _ start: Int) -> End {
    var position = start
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\n") {
        if depth == 0 {
          return .complete(at: position)
        }
        if lineCount == 0 && valueCount == 0 && bytes[start] == UInt8(ascii: "[") {
          return .openArray
        }
      }
      let end = take(bytes, position)
      guard end >= 0 else {
        return end == Self.more ? .needsMore : .broken(at: position)
      }
      position = end
    }
    return .needsMore
  }

  private static let wrong = -1
  private static let more = -2

  /// Takes one token, or a blank; gives its end.
  private mutating func take(_ bytes: borrowing MutableSpan<UInt8>, _ start: Int) -> Int {
    switch bytes[start] {
    case UInt8(ascii: "\n"):
      lineCount += 1
      return start + 1
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x1e:
      return start + 1
    case UInt8(ascii: "{"): return open(isObject: true) ? start + 1 : Self.wrong
    case UInt8(ascii: "["): return open(isObject: false) ? start + 1 : Self.wrong
    case UInt8(ascii: "}"): return close(isObject: true) ? start + 1 : Self.wrong
    case UInt8(ascii: "]"):
      // One may stand behind the values of a line.
      return depth == 0 && valueCount > 0 || close(isObject: false) ? start + 1 : Self.wrong
    case UInt8(ascii: ","): return takeComma() ? start + 1 : Self.wrong
    case UInt8(ascii: ":"):
      guard expected == .colon else {
        return Self.wrong
      }
      expected = .value
      return start + 1
    case UInt8(ascii: "\""): return takeString(bytes, start)
    default: return takeScalar(bytes, start)
    }
  }

  private var isInObject: Bool {
    kinds & 1 == 1
  }

  private mutating func open(isObject: Bool) -> Bool {
    let mayBegin =
      expected == .value || expected == .valueOrClose || depth == 0 && expected == .nothing
    guard mayBegin, depth < Self.deepest else {
      return false
    }
    kinds = kinds &<< 1 | (isObject ? 1 : 0)
    depth += 1
    expected = isObject ? .keyOrClose : .valueOrClose
    return true
  }

  private mutating func close(isObject: Bool) -> Bool {
    guard depth > 0, isInObject == isObject,
      expected == .commaOrClose || expected == (isObject ? .keyOrClose : .valueOrClose)
    else {
      return false
    }
    kinds &>>= 1
    depth -= 1
    endValue()
    return true
  }

  private mutating func endValue() {
    expected = depth > 0 ? .commaOrClose : .nothing
    valueCount += depth == 0 ? 1 : 0
  }

  private mutating func takeComma() -> Bool {
    switch expected {
    case .commaOrClose:
      expected = isInObject ? .key : .value
      return true
    case .nothing: return true
    case .value, .valueOrClose, .key, .keyOrClose, .colon: return false
    }
  }

  private mutating func takeString(_ bytes: borrowing MutableSpan<UInt8>, _ start: Int) -> Int {
    var position = start + 1
    while true {
      position = Self.nextSpecial(bytes, position)
      guard position < bytes.count else {
        return Self.more
      }
      switch bytes[position] {
      case UInt8(ascii: "\""): return endString() ? position + 1 : Self.wrong
      case UInt8(ascii: "\\"):
        guard position + 1 >= bytes.count || bytes[position + 1] != UInt8(ascii: "\n") else {
          return Self.wrong
        }
        position += 2
      default: return Self.wrong
      }
    }
  }

  /// The first quote, backslash or control character at or behind a place, eight bytes at a time; the bytes' end where there is none.
  private static func nextSpecial(_ bytes: borrowing MutableSpan<UInt8>, _ start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var position = start
    while position + 8 <= bytes.count {
      // Eight bytes are there.
      let word = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position, as: UInt64.self
      ).littleEndian
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      // As in "Bit Twiddling Hacks": the lowest marked byte is exact.
      let marks =
        ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote)
        | ((backslash &- ones) & ~backslash)
      let found = marks & (ones &* 0x80)
      if found != 0 {
        return position + found.trailingZeroBitCount / 8
      }
      position += 8
    }
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        return position
      }
      position += 1
    }
    return max(position, bytes.count)
  }

  private mutating func endString() -> Bool {
    switch expected {
    case .key, .keyOrClose: expected = .colon
    case .value, .valueOrClose: endValue()
    case .colon, .commaOrClose, .nothing: return false
    }
    return true
  }

  private mutating func takeScalar(_ bytes: borrowing MutableSpan<UInt8>, _ start: Int) -> Int {
    guard expected == .value || expected == .valueOrClose else {
      return Self.wrong
    }
    var position = start
    while position < bytes.count, Self.isOfScalar(bytes[position]) {
      position += 1
    }
    guard position > start else {
      return Self.wrong
    }
    guard position < bytes.count else {
      return Self.more
    }
    endValue()
    return position
  }

  static func isOfScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }
}
