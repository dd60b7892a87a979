internal import CLines

/// The passes over lines known to be valid, of one instruction set or written in Swift.
///
/// The C kernels and their contracts: `CLines.h`. Passes over a block are called once a block, those
/// over a line once a line.
struct LineKernels: Sendable {
  /// The number of the C kernels' set; nil for the Swift twins, the reference and the way of any other machine.
  private let set: Int32?

  /// The instruction set's name, `swift` for the twins.
  let name: String

  /// What this machine has, the best first, the Swift twins last.
  static let available: [Self] =
    (0..<lines_set_count()).map { set in
      // The name is a constant of the program.
      Self(set: set, name: unsafe String(cString: lines_set_name(set)))
    } + [Self(set: nil, name: "swift")]

  /// The C kernels, constants of the program; nil for the twins.
  @inline(__always)
  var kernels: UnsafePointer<lines_kernels>? {
    unsafe set.flatMap { unsafe lines_set($0) }
  }

  /// The best set that this machine has.
  static var best: Self {
    available[0]
  }

  /// The set of that name, nil where the machine has none.
  static func named(_ name: String) -> Self? {
    available.first { $0.name == name }
  }
}

/// What the kernels find in the lines of a block; buffers reused from block to block.
struct LineFindings {
  /// For each line its head, `noHead` where it has none that is known, and its verdict.
  var matches: [LineMatch] = []
  /// For each line its tail, if it is known, where any head has a time.
  var knownTails: [UInt16] = []
  /// Whether tails, and whether obstacles were looked for: only where a line of the block asks for them.
  var hasTails = false
  var hasObstacles = false
  /// For each line where its node and time are: for lines without a tail that is known.
  var tails: [LineTail] = []
  /// Offsets at which the key of a time or a node may stand.
  var obstacles: [UInt32] = []
  /// How many there are; nil where they are too many to be listed.
  var obstacleCount: Int?

  static var noHead: UInt8 { UInt8(lines_no_head) }
  static var headCount: Int { Int(lines_head_count) }
  static var headByteCount: Int { Int(lines_head_bytes) }
}
