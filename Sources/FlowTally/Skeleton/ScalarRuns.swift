internal import CSkeleton

/// Judges the runs of skeleton that are neither strings nor plain digits: literals, and numbers that need a look.
enum ScalarRuns {
  private static let trueWord = word("true")
  private static let nullWord = word("null")
  private static let falseWord = word("fals")

  /// Marks the lines of wrong runs; `scalars` lists a byte of each run, perhaps several of one.
  static func judge(_ buffers: inout SkeletonBuffers) {
    // Positions in the skeleton, which has LF in front and behind.
    let skeleton = unsafe UnsafePointer(buffers.work.skeleton)
    var lines = unsafe LineCursor(skeleton: skeleton)
    var judgedEnd = 0
    for index in unsafe 0..<buffers.work.scalarCount {
      let start = unsafe Int(buffers.work.scalars[index])
      if unsafe isCommon(skeleton + start) || start < judgedEnd {
        continue
      }
      let run = unsafe run(around: start, skeleton)
      judgedEnd = run.upperBound
      if unsafe !isScalar(run, skeleton) {
        buffers.markTokens(line: lines.line(of: run.lowerBound))
      }
    }
  }

  /// Whether true, false, null or 0 stands here, whole; reads six bytes.
  @inline(__always)
  private static func isCommon(_ start: UnsafePointer<UInt8>) -> Bool {
    // The skeleton has room behind its last byte.
    let word = unsafe UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    let endsAfterFour = unsafe endsScalar(start[4])
    let isWord = (word == trueWord || word == nullWord) && endsAfterFour
    let isFalse = unsafe word == falseWord && start[4] == UInt8(ascii: "e") && endsScalar(start[5])
    let isZero = unsafe start[0] == Byte.zero && endsScalar(start[1])
    return unsafe (isWord || isFalse || isZero) && endsScalar(start[-1])
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

  /// Whether a byte is none that a scalar is made of.
  @inline(__always)
  private static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case Byte.quote, Byte.comma, Byte.colon, Byte.openBrace, Byte.closeBrace, Byte.openBracket,
      Byte.closeBracket, Byte.lineFeed:
      true
    default:
      false
    }
  }

  private static func word(_ text: StaticString) -> UInt32 {
    // Four bytes of a constant.
    unsafe UnsafeRawPointer(text.utf8Start).loadUnaligned(as: UInt32.self)
  }
}

/// Finds lines of the skeleton for ascending positions.
@safe private struct LineCursor {
  private let skeleton: UnsafePointer<UInt8>
  private var position = 0
  private var line = 0

  init(skeleton: UnsafePointer<UInt8>) {
    unsafe self.skeleton = unsafe skeleton
  }

  mutating func line(of target: Int) -> Int {
    while position < target {
      // Before the target, so within the skeleton.
      line += unsafe skeleton[position] == Byte.lineFeed ? 1 : 0
      position += 1
    }
    return line
  }
}
