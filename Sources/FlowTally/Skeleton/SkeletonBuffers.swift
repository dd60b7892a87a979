internal import CKernels

/// The memory that the kernels work in: owned here, lent to them for one call each.
///
/// Room for every entry that a block of the size can give; pages that no block needs are never touched.
@safe struct SkeletonBuffers: ~Copyable, @unchecked Sendable {
  // Unchecked because of the pointers in it: all point to memory that nobody else has.
  var work: SkeletonWork
  private(set) var unknown: UnsafeMutablePointer<UnknownNesting>
  private var room: Int

  /// Bytes in front of the skeleton; scalars are read back to the byte before their first.
  private static let front = 64

  init(room: Int) {
    let count = room + Int(SKELETON_SLACK)
    let markWords = count / 64 + 1
    self.room = room
    // All freed in deinit. `bytes` points to a place of ours until there is a block.
    let skeleton =
      unsafe UnsafeMutablePointer<UInt8>.allocate(capacity: count + Self.front) + Self.front
    unsafe skeleton[-1] = Byte.lineFeed
    unsafe work = SkeletonWork(
      bytes: skeleton, byteCount: 0, outside: .allocate(capacity: markWords), skeleton: skeleton,
      skeletonCount: 0,
      lineEnds: .allocate(capacity: count), lineCount: 0,
      events: .allocate(capacity: count), eventCount: 0,
      scalars: .allocate(capacity: count), scalarCount: 0,
      textMarks: .allocate(capacity: markWords), tokenMarks: .allocate(capacity: markWords),
      hasTextMarks: false, hasTokenMarks: false,
      escapeMarks: .allocate(capacity: markWords), watchMarks: .allocate(capacity: markWords),
      hasBackslash: false, hasNonASCII: false, hasWhiteSpace: false)
    // Marks start as zero and are zero again behind each block, what is watched before the next one.
    unsafe work.textMarks.initialize(repeating: 0, count: markWords)
    unsafe work.tokenMarks.initialize(repeating: 0, count: markWords)
    unsafe work.escapeMarks.initialize(repeating: 0, count: markWords)
    unsafe work.watchMarks.initialize(repeating: 0, count: markWords)
    unsafe unknown = .allocate(capacity: count)
  }

  deinit {
    // What init allocated.
    unsafe (work.skeleton - Self.front).deallocate()
    unsafe work.outside.deallocate()
    unsafe work.events.deallocate()
    unsafe work.lineEnds.deallocate()
    unsafe work.scalars.deallocate()
    unsafe work.textMarks.deallocate()
    unsafe work.tokenMarks.deallocate()
    unsafe work.escapeMarks.deallocate()
    unsafe work.watchMarks.deallocate()
    unsafe unknown.deallocate()
  }

  /// Takes a block; false where it is too large for these buffers.
  mutating func begin(_ block: UnsafePointer<UInt8>, byteCount: Int) -> Bool {
    guard byteCount <= room else {
      return false
    }
    // Whoever reads the block's lines has asked for these until now.
    unsafe work.escapeMarks.update(repeating: 0, count: markWordCount)
    unsafe work.watchMarks.update(repeating: 0, count: markWordCount)
    // The caller's, for the time of one scan.
    unsafe work.bytes = block
    unsafe work.byteCount = byteCount
    unsafe work.hasTextMarks = false
    unsafe work.hasTokenMarks = false
    unsafe work.hasBackslash = false
    unsafe work.hasNonASCII = false
    unsafe work.hasWhiteSpace = false
    return true
  }
}

extension SkeletonBuffers {
  /// Marks a line for what its tokens are, and says whether white space may be the reason.
  mutating func markTokens(line: Int, hasWhiteSpace: Bool = false) {
    // A line of this block; there is a bit for every line that the room can hold.
    unsafe work.tokenMarks[line >> 6] |= 1 << UInt64(line & 63)
    unsafe work.hasTokenMarks = true
    if hasWhiteSpace {
      unsafe work.hasWhiteSpace = true
    }
  }

  /// Watches a line for what its nesting is.
  mutating func watch(line: Int, if isWatched: Bool) {
    if isWatched {
      // A line of this block; there is a bit for every line that the room can hold.
      unsafe work.watchMarks[line >> 6] |= 1 << UInt64(line & 63)
    }
  }

  mutating func dropTokenMarks() {
    for word in 0..<markWordCount {
      // Within the words of the block's lines.
      unsafe work.tokenMarks[word] = 0
    }
    unsafe work.hasTokenMarks = false
  }

  /// Lists the lines that are marked and takes the marks away.
  mutating func takeMarks(into lines: inout [Int]) {
    lines.removeAll(keepingCapacity: true)
    guard unsafe work.hasTextMarks || work.hasTokenMarks else {
      return
    }
    for word in 0..<markWordCount {
      // Within the words of the block's lines.
      var marks = unsafe work.textMarks[word] | work.tokenMarks[word]
      unsafe work.textMarks[word] = 0
      unsafe work.tokenMarks[word] = 0
      while marks != 0 {
        lines.append(word * 64 + marks.trailingZeroBitCount)
        marks &= marks &- 1
      }
    }
  }

  /// The words that hold a bit for each line.
  private var markWordCount: Int {
    unsafe (work.lineCount + 63) / 64
  }
}
