internal import CKernels

/// Which lines of a block are valid, found through a compressed skeleton (SkeletonKernels.h has a line's way through it).
///
///     bytes -> findStrings -> [squeeze] -> judgeTokens -> scalars -> nestings -> suspects
///
/// Every line that is no suspect is exactly one JSON object: RFC 8259, valid UTF-8, no lone surrogate escape, at most
/// `JSONText.deepest` open containers. A suspect is a blank line or a malformed one; LineReader has the last word on it.
/// Buffers are kept from block to block: nothing is allocated for a block that is no larger than those before it.
struct ChunkScan: ~Copyable, Sendable {
  /// Lines of the last block to be judged again, ascending.
  private(set) var suspects: [Int] = []

  private let kernels: KernelSet
  private var buffers = SkeletonBuffers(room: 1 << 18)
  private var nestings = KnownNestings()
  /// Whether the last block had white space between tokens: then the next is taken to have some, too.
  private var expectsWhiteSpace = false

  init(kernels: KernelSet) {
    self.kernels = kernels
  }

  /// Judges the lines of one block.
  ///
  /// `block` holds whole lines, each ended by LF; 64 bytes in front of it and 256 behind `byteCount` can be read. Costs nothing for a line
  /// but for suspects and for nestings not met before.
  mutating func scan(_ block: UnsafeRawPointer, byteCount: Int) {
    // Bound for this call only: the block is the caller's.
    let bytes = unsafe block.assumingMemoryBound(to: UInt8.self)
    if unsafe !buffers.begin(bytes, byteCount: byteCount) {
      // A block of one long line: the next may be longer still.
      buffers = SkeletonBuffers(room: byteCount + byteCount / 2)
      _ = unsafe buffers.begin(bytes, byteCount: byteCount)
    }
    // The kernels keep to the buffers' room: here and below.
    unsafe kernels.skeleton.findStrings(&buffers.work)
    if expectsWhiteSpace {
      unsafe kernels.skeleton.squeeze(&buffers.work)
    }
    judgeTokens()
    if hasWhiteSpace && !expectsWhiteSpace {
      // White space looks like wrong scalars: what was found so far counts for nothing.
      unsafe kernels.skeleton.squeeze(&buffers.work)
      buffers.dropTokenMarks()
      judgeTokens()
    }
    expectsWhiteSpace = hasWhiteSpace
    nestings.judge(&buffers, kernels)
    buffers.takeMarks(into: &suspects)
  }

  private mutating func judgeTokens() {
    // The skeleton is whole: findStrings and squeeze have written it.
    unsafe kernels.skeleton.judgeTokens(&buffers.work)
    ScalarRuns.judge(&buffers, kernels)
  }
}

extension ChunkScan {
  /// Lines of the last block.
  var lineCount: Int {
    unsafe buffers.work.lineCount
  }

  /// Where in the last block each line's LF is; lent until the next scan.
  var lineEnds: UnsafeBufferPointer<UInt32> {
    // The buffers own the memory; findStrings has written this many.
    unsafe UnsafeBufferPointer(start: buffers.work.lineEnds, count: buffers.work.lineCount)
  }

  /// A bit a byte of the last block: it is outside strings, or closes one; lent until the next scan.
  var outside: UnsafeBufferPointer<UInt64> {
    // The buffers own the memory; findStrings has written a bit for each byte.
    unsafe UnsafeBufferPointer(
      start: buffers.work.outside, count: (buffers.work.byteCount + 63) / 64)
  }

  /// Where in the last block a line's LF is.
  func lineEnd(_ index: Int) -> Int {
    precondition(index >= 0 && index < lineCount)
    // Checked just above.
    return unsafe Int(buffers.work.lineEnds[index])
  }

  /// Whether who looks at parts of a line of the last block may miss a member: it has the text `aggregate` or an escape that stands for a
  /// letter, or its object holds several objects or arrays.
  @inline(__always)
  func isWatched(_ index: Int) -> Bool {
    precondition(index >= 0 && index < lineCount)
    // Checked just above.
    return unsafe buffers.work.watchMarks[index >> 6] >> UInt64(index & 63) & 1 != 0
  }

  /// A bit a line of the last block, as `isWatched` says it; lent until the next scan.
  var watchMarks: UnsafePointer<UInt64>? {
    // The buffers own the memory.
    unsafe UnsafePointer(buffers.work.watchMarks)
  }

  /// Whether a line of the last block has a backslash.
  @inline(__always)
  func hasEscape(_ index: Int) -> Bool {
    precondition(index >= 0 && index < lineCount)
    // Checked just above.
    return unsafe buffers.work.escapeMarks[index >> 6] >> UInt64(index & 63) & 1 != 0
  }

  /// Whether the last block has any backslash.
  var hasBackslash: Bool {
    unsafe buffers.work.hasBackslash
  }

  /// Whether the last block has white space outside strings, line ends apart.
  var hasWhiteSpace: Bool {
    unsafe buffers.work.hasWhiteSpace
  }

  /// Whether the last block has any byte above ASCII.
  var hasNonASCII: Bool {
    unsafe buffers.work.hasNonASCII
  }
}
