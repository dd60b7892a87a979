internal import CKernels

/// Judges the scalars that are no plain digits and no literal: other numbers, and what is wrong.
enum ScalarRuns {
  /// Marks the lines of wrong runs; `scalars` lists a byte of each run, perhaps several of one.
  static func judge(_ buffers: inout SkeletonBuffers, _ kernels: KernelSet) {
    // Positions in the skeleton, which has LF in front and behind.
    let skeleton = unsafe UnsafePointer(buffers.work.skeleton)
    var lines = unsafe LineCursor(skeleton: skeleton, kernels: kernels)
    var judgedEnd = 0
    for index in unsafe 0..<buffers.work.scalarCount {
      let start = unsafe Int(buffers.work.scalars[index])
      guard start >= judgedEnd else {
        continue
      }
      let run = unsafe run(around: start, skeleton)
      judgedEnd = run.upperBound
      if unsafe !isScalar(run, skeleton) {
        let hasWhiteSpace = unsafe hasWhiteSpace(run, skeleton)
        buffers.markTokens(line: lines.line(of: run.lowerBound), hasWhiteSpace: hasWhiteSpace)
      }
    }
  }

  private static func run(around position: Int, _ skeleton: UnsafePointer<UInt8>) -> Range<Int> {
    var start = position
    // LF ends both searches.
    while unsafe !endsScalar(skeleton[start - 1]) {
      start -= 1
    }
    var end = position
    while unsafe !endsScalar(skeleton[end]) {
      end += 1
    }
    return start..<end
  }

  private static func isScalar(_ run: Range<Int>, _ skeleton: UnsafePointer<UInt8>) -> Bool {
    // With the byte behind the run, which ends every search of JSONText.
    let bytes = unsafe UnsafeBufferPointer(start: skeleton + run.lowerBound, count: run.count + 1)
    let text = unsafe Span(_unsafeElements: bytes)
    return JSONText.endOfScalar(text, 0) == run.count
  }

  private static func hasWhiteSpace(
    _ run: Range<Int>, _ skeleton: UnsafePointer<UInt8>
  ) -> Bool {
    // Within the skeleton.
    run.contains { unsafe Byte.isWhiteSpace(skeleton[$0]) }
  }

  /// Whether a byte is none that a scalar is made of.
  static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case Byte.quote, Byte.comma, Byte.colon, Byte.openBrace, Byte.closeBrace, Byte.openBracket,
      Byte.closeBracket, Byte.lineFeed:
      true
    default:
      false
    }
  }
}

/// Finds lines of the skeleton for ascending positions.
@safe private struct LineCursor {
  private let skeleton: UnsafePointer<UInt8>
  private let kernels: KernelSet
  private var position = 0
  private var line = 0

  init(skeleton: UnsafePointer<UInt8>, kernels: KernelSet) {
    // Used while the scalars are judged.
    unsafe self.skeleton = unsafe skeleton
    self.kernels = kernels
  }

  mutating func line(of target: Int) -> Int {
    // Positions of the skeleton, ascending.
    line += unsafe kernels.skeleton.countLineEnds(skeleton + position, target - position)
    position = target
    return line
  }
}
