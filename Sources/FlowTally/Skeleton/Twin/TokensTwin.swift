internal import CSkeleton

/// The third kernel in plain Swift: the grammar of the skeleton, a byte at a time, from what stood before it.
struct TokensTwin {
  private enum Kind {
    case quote, plain, openBrace, openBracket, closer, colon, comma, end
  }

  private var before = Kind.end
  /// Whether the simple value that is being read, or was just read, began behind a colon.
  private var isMember = false
  private var comma = CommaKind.element
  private var string = StringKind.value
  private var isOdd = false
  private var isLeadingZero = false
  private var line = 0

  /// What the last byte says, if it is a comma.
  private enum CommaKind {
    /// Behind an element that is no container: not asked further.
    case element
    /// Behind a member's simple value: a key must come.
    case member
    /// Behind a closing bracket: what comes claims to be in an object or in an array.
    case claim
  }

  /// What the last byte says, if it is a string.
  private enum StringKind {
    case value, key, claimedKey
  }

  static func run(_ work: inout SkeletonWork) {
    // The kernels look two bytes ahead.
    unsafe work.skeleton[work.skeletonCount] = Byte.lineFeed
    unsafe work.skeleton[work.skeletonCount + 1] = Byte.lineFeed
    unsafe work.eventCount = 0
    unsafe work.scalarCount = 0
    var twin = TokensTwin()
    for position in unsafe 0..<work.skeletonCount {
      unsafe twin.read(position, &work)
    }
  }

  private mutating func read(_ position: Int, _ work: inout SkeletonWork) {
    // Within the skeleton, or right behind it.
    let byte = unsafe work.skeleton[position]
    let isColonTwoAhead = unsafe work.skeleton[position + 2] == Byte.colon
    let kind = Self.kind(byte)
    if !isRight(kind, byte) {
      // A bit for every line of the block.
      unsafe work.tokenMarks[line >> 6] |= 1 << UInt64(line & 63)
      unsafe work.hasTokenMarks = true
    }
    if isEvent(kind, isColonTwoAhead) {
      // No more events than the skeleton has bytes.
      unsafe work.events[work.eventCount] = byte
      unsafe work.eventCount += 1
    }
    let wasOdd = isOdd
    isOdd = kind == .plain && !Byte.isDigit(byte)
    if isOdd && !wasOdd {
      // No more scalars than the skeleton has bytes.
      unsafe work.scalars[work.scalarCount] = UInt32(position)
      unsafe work.scalarCount += 1
    }
    step(kind, byte)
  }

  /// Whether the byte may stand behind what stood before it.
  private func isRight(_ kind: Kind, _ byte: UInt8) -> Bool {
    if before == .comma && comma == .member && kind != .quote
      || before == .quote && string == .key && kind != .colon
      || isLeadingZero && Byte.isDigit(byte)
    {
      return false
    }
    switch kind {
    case .plain:
      return before == .plain || isPlace
    case .quote:
      return isPlace || before == .openBrace
    case .openBrace, .openBracket:
      return isPlace || before == .end
    case .comma:
      return isBehindSimple || before == .closer
    case .closer:
      return isBehindSimple
        ? isMember == (byte == Byte.closeBrace)
        : before == .closer || before == .openBrace || before == .openBracket
    case .end:
      return before == .closer || before == .end
    case .colon:
      return before == .quote && string != .value
    }
  }

  private func isEvent(_ kind: Kind, _ isColonTwoAhead: Bool) -> Bool {
    switch kind {
    case .openBrace, .openBracket, .closer, .end: true
    case .comma: before == .closer && !isColonTwoAhead
    case .colon: before == .quote && string == .claimedKey
    case .quote, .plain: false
    }
  }

  private mutating func step(_ kind: Kind, _ byte: UInt8) {
    switch kind {
    case .quote:
      string = stringKind
    case .comma:
      comma = before == .closer ? .claim : isBehindSimple && isMember ? .member : .element
    case .end:
      line += 1
    case .plain, .openBrace, .openBracket, .closer, .colon:
      break
    }
    isLeadingZero = byte == Byte.zero && before != .plain
    if (kind == .quote || kind == .plain) && !isBehindSimple {
      isMember = before == .colon
    }
    before = kind
  }

  private var stringKind: StringKind {
    if before == .openBrace || before == .comma && comma == .member {
      return .key
    }
    return before == .comma && comma == .claim ? .claimedKey : .value
  }

  /// Whether a value can begin here, were it not for keys.
  private var isPlace: Bool {
    before == .openBracket || before == .colon || before == .comma
  }

  private var isBehindSimple: Bool {
    before == .quote || before == .plain
  }

  private static func kind(_ byte: UInt8) -> Kind {
    switch byte {
    case Byte.quote: .quote
    case Byte.openBrace: .openBrace
    case Byte.openBracket: .openBracket
    case Byte.closeBrace, Byte.closeBracket: .closer
    case Byte.colon: .colon
    case Byte.comma: .comma
    case Byte.lineFeed: .end
    default: .plain
    }
  }
}
