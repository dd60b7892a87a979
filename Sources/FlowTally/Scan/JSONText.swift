/// Exact RFC 8259, a value at a time, over one line of a block.
///
/// Every function takes the block and a position and gives the position behind what it read, or `~position` (negative)
/// of the first byte that cannot stand where it stands. The line's LF ends every search: no rule lets it pass, so no
/// function needs to be told where the line ends.
///
///     {"flow":{"verdict":"DROPPED"}}LF
///     ^ endOfValue at 0 gives 30, the position of LF
///
/// Three limits beside the RFC (design of "Bad input"): at most 128 open containers, no lone surrogate escapes, and the
/// caller asks for an object at the top.
enum JSONText {
  /// How many containers may be open at once; the line's own object is the first.
  static let deepest = 128

  /// Position of the first byte that is no white space; LF is none here.
  @inline(__always)
  static func skipWhiteSpace(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    while isWhiteSpace(bytes[position]) {
      position &+= 1
    }
    return position
  }

  @inline(__always)
  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte <= Byte.space
      && (byte == Byte.space || byte == Byte.tab || byte == Byte.carriageReturn)
  }

  /// End of the value at `start`, with `depth` containers open around it.
  static func endOfValue(_ bytes: Span<UInt8>, _ start: Int, depth: Int) -> Int {
    var containers = OpenContainers(depth: depth)
    var position = start
    while true {
      position = beginValue(bytes, position, &containers)
      if position >= 0 && !containers.expectsValue {
        position = endValues(bytes, position, &containers)
      }
      if position < 0 || !containers.expectsValue {
        return position
      }
    }
  }

  /// Reads a scalar or an opening bracket; behind it, a value is expected, or one has ended or is about to (`[]`).
  @inline(__always)
  private static func beginValue(
    _ bytes: Span<UInt8>, _ position: Int, _ containers: inout OpenContainers
  ) -> Int {
    containers.expectsValue = false
    switch bytes[position] {
    case Byte.quote:
      return endOfString(bytes, position)
    case Byte.openBrace:
      guard containers.open(isObject: true) else {
        return ~position
      }
      let first = skipWhiteSpace(bytes, position &+ 1)
      if bytes[first] == Byte.closeBrace {
        return first
      }
      containers.expectsValue = true
      return endOfKey(bytes, first)
    case Byte.openBracket:
      guard containers.open(isObject: false) else {
        return ~position
      }
      let first = skipWhiteSpace(bytes, position &+ 1)
      containers.expectsValue = bytes[first] != Byte.closeBracket
      return first
    default:
      return endOfScalar(bytes, position)
    }
  }

  /// Behind a value: closes what closes, up to the next value or the end of the outermost container.
  @inline(__always)
  private static func endValues(
    _ bytes: Span<UInt8>, _ start: Int, _ containers: inout OpenContainers
  ) -> Int {
    var position = start
    while containers.count > 0 {
      position = skipWhiteSpace(bytes, position)
      let byte = bytes[position]
      if byte == Byte.comma {
        containers.expectsValue = true
        position = skipWhiteSpace(bytes, position &+ 1)
        return containers.isObject ? endOfKey(bytes, position) : position
      }
      guard byte == (containers.isObject ? Byte.closeBrace : Byte.closeBracket) else {
        return ~position
      }
      containers.close()
      position &+= 1
    }
    return position
  }

  /// From a key's quote to its value: the key, a colon, white space.
  @inline(__always)
  static func endOfKey(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    guard bytes[start] == Byte.quote else {
      return ~start
    }
    let end = endOfString(bytes, start)
    return end < 0 ? end : endOfColon(bytes, end)
  }

  /// From behind a key to its value.
  @inline(__always)
  static func endOfColon(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    let colon = skipWhiteSpace(bytes, start)
    guard bytes[colon] == Byte.colon else {
      return ~colon
    }
    return skipWhiteSpace(bytes, colon &+ 1)
  }
}

/// The containers open around a position: one bit each, so that no nesting needs memory.
private struct OpenContainers {
  private(set) var count = 0
  var expectsValue = true
  private var kinds: UInt128 = 0
  private let room: Int

  init(depth: Int) {
    room = JSONText.deepest - depth
  }

  var isObject: Bool {
    kinds & 1 == 1
  }

  mutating func open(isObject: Bool) -> Bool {
    guard count < room else {
      return false
    }
    kinds = kinds &<< 1 | (isObject ? 1 : 0)
    count &+= 1
    return true
  }

  mutating func close() {
    kinds = kinds &>> 1
    count &-= 1
  }
}
