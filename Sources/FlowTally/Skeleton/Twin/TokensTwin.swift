internal import CKernels

/// The third kernel in plain Swift: the grammar of the skeleton, a byte at a time (grammar.h has its rules).
struct TokensTwin {
  private enum Kind {
    case quote, plain, openBrace, openBracket, closer, colon, comma, end
  }

  private var before = Kind.end
  private var twoBefore = Kind.end
  /// Whether the simple value that is being read, or was just read, began behind a colon.
  private var isMember = false
  /// Whether what stood before has a colon two behind it.
  private var hasKey = false
  /// Whether two before is a comma behind a closer, with a colon two behind.
  private var claimsObject = (before: false, twoBefore: false)
  private var isOdd = false
  private var line = 0

  static func run(_ work: inout SkeletonWork) {
    // The kernels look two bytes ahead; there is room behind the skeleton.
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
    let willHaveKey = unsafe work.skeleton[position + 2] == Byte.colon
    let kind = Self.kind(byte)
    if !isRight(kind, willHaveKey) {
      // A bit for every line of the block.
      unsafe work.tokenMarks[line >> 6] |= 1 << UInt64(line & 63)
      unsafe work.hasTokenMarks = true
      unsafe work.hasWhiteSpace = work.hasWhiteSpace || Byte.isWhiteSpace(byte)
    }
    let isClaim = kind == .comma && before == .closer
    if isBorder(kind) || isClaim && !willHaveKey || claimsObject.twoBefore {
      // No more events than the skeleton has bytes.
      unsafe work.events[work.eventCount] = byte
      unsafe work.eventCount += 1
    }
    if unsafe isScalarToJudge(kind, byte) && !LiteralTwin.isLiteral(work.skeleton + position) {
      // No more scalars than the skeleton has bytes.
      unsafe work.scalars[work.scalarCount] = UInt32(position)
      unsafe work.scalarCount += 1
    }
    step(kind, byte)
    hasKey = willHaveKey
    claimsObject = (isClaim && willHaveKey, claimsObject.before)
  }

  private func isRight(_ kind: Kind, _ willHaveKey: Bool) -> Bool {
    guard mayFollow(kind), before != .openBrace || hasKey || kind == .closer else {
      return false
    }
    switch kind {
    case .colon:
      return twoBefore == .comma || twoBefore == .openBrace
    case .comma:
      return !isBehindSimple || isMember == willHaveKey
    case .quote, .plain, .openBrace, .openBracket, .closer, .end:
      return true
    }
  }

  /// Whether a byte of the kind may stand behind what stood before it.
  private func mayFollow(_ kind: Kind) -> Bool {
    switch before {
    case .quote: kind == .colon || kind == .comma || kind == .closer
    case .plain: kind == .plain || kind == .comma || kind == .closer
    case .openBrace, .openBracket: beginsValue(kind) || kind == .closer
    case .colon, .comma: beginsValue(kind)
    case .closer: kind == .comma || kind == .closer || kind == .end
    case .end: isOpener(kind) || kind == .end
    }
  }

  private func isScalarToJudge(_ kind: Kind, _ byte: UInt8) -> Bool {
    guard kind == .plain else {
      return false
    }
    return Byte.isDigit(byte) ? byte == Byte.zero && !isBehindSimple : !isOdd
  }

  private mutating func step(_ kind: Kind, _ byte: UInt8) {
    if (kind == .quote || kind == .plain) && !isBehindSimple {
      isMember = before == .colon
    }
    isOdd = kind == .plain && !Byte.isDigit(byte)
    line += kind == .end ? 1 : 0
    twoBefore = before
    before = kind
  }

  private var isBehindSimple: Bool {
    before == .quote || before == .plain
  }

  private func isOpener(_ kind: Kind) -> Bool {
    kind == .openBrace || kind == .openBracket
  }

  private func isBorder(_ kind: Kind) -> Bool {
    isOpener(kind) || kind == .closer || kind == .end
  }

  private func beginsValue(_ kind: Kind) -> Bool {
    kind == .quote || kind == .plain || isOpener(kind)
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
