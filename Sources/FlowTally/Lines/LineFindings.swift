internal import CKernels

/// What the kernels find in the lines of a block; buffers reused from block to block.
struct LineFindings {
  /// For each line its head, `noHead` where it has none that is known, and its verdict.
  var matches: [LineMatch] = []
  /// For each line its tail, if it is known, where any head has a time.
  var knownTails: [UInt16] = []
  /// Whether heads and known tails are those of all lines: else only of lines that take_lines did not take.
  var areWhole = false
  /// Whether tails, and whether obstacles were looked for: only where a line of the block asks for them.
  var hasTails = false
  var hasObstacles = false
  /// For each line where its node and time are: for lines without a tail that is known.
  var tails: [LineTail] = []
  /// Offsets at which the key of a time or a node may stand.
  var obstacles: [UInt32] = []
  /// How many there are; nil where they are too many to be listed.
  var obstacleCount: Int?

  /// A block begins that has so many lines, of which nothing is known.
  mutating func begin(lineCount: Int) {
    matches.grow(to: lineCount, filling: LineMatch())
    knownTails.grow(to: lineCount, filling: KnownTails.none)
    areWhole = false
    hasTails = false
    hasObstacles = false
  }

  static var noHead: UInt8 { UInt8(LINE_NO_HEAD) }
  static var headCount: Int { Int(LINE_HEAD_COUNT) }
  static var headByteCount: Int { Int(LINE_HEAD_BYTES) }
}
