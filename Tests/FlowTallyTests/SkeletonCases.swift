import CKernels

@testable import FlowTally

/// Cases of the skeleton kernels: a chunk goes through the twins, each stage's input and output are noted.
struct SkeletonCases {
  private let twin = KernelSet.twins.skeleton
  private(set) var file: KernelCaseFile
  private var known: [KnownNesting] = []

  init(_ file: KernelCaseFile) {
    self.file = file
  }

  /// All kernels in their order, tokens and nestings before and behind squeeze.
  mutating func add(_ text: [UInt8]) {
    let block = SkeletonBlock(text)
    var buffers = SkeletonBuffers(room: block.byteCount)
    let start = block.start.assumingMemoryBound(to: UInt8.self)
    guard buffers.begin(start, byteCount: block.byteCount) else {
      return
    }
    known = [KnownNesting](repeating: KnownNesting(), count: Int(SKELETON_NESTING_SLOTS))
    let bytes = raw(UnsafeBufferPointer(start: start, count: block.byteCount))
    twin.findStrings(&buffers.work)
    let work = buffers.work
    file.add(
      "find_strings", inputs: [bytes],
      outputs: [
        skeleton(work), raw(work.lineEnds, work.lineCount),
        raw(work.textMarks, markWordCount(work)), raw(work.escapeMarks, markWordCount(work)),
        raw(work.watchMarks, markWordCount(work)),
        raw(work.outside, (work.byteCount + 63) / 64),
        raw([work.hasTextMarks, work.hasBackslash, work.hasNonASCII]),
      ])
    addLineEnds(bytes)
    addTokens(&buffers)
    addSqueeze(&buffers)
    addTokens(&buffers)
  }

  private mutating func addLineEnds(_ bytes: [UInt8]) {
    for text in [bytes, Array(bytes.dropLast(bytes.count / 3))] {
      file.add(
        "count_line_ends", inputs: [text],
        outputs: [raw([UInt64(twin.countLineEnds(text, text.count))])])
    }
  }

  private mutating func addSqueeze(_ buffers: inout SkeletonBuffers) {
    let input = skeleton(buffers.work)
    twin.squeeze(&buffers.work)
    file.add(
      "squeeze", inputs: [input],
      outputs: [skeleton(buffers.work), raw([buffers.work.hasWhiteSpace])])
  }

  private mutating func addTokens(_ buffers: inout SkeletonBuffers) {
    buffers.dropTokenMarks()
    buffers.work.hasWhiteSpace = false
    twin.judgeTokens(&buffers.work)
    let work = buffers.work
    file.add(
      "judge_tokens", inputs: [skeleton(work)],
      outputs: [
        raw(work.events, work.eventCount), raw(work.scalars, work.scalarCount),
        raw(work.tokenMarks, markWordCount(work)),
        raw([work.hasTokenMarks, work.hasWhiteSpace]),
      ])
    addNestings(&buffers)
  }

  /// Twice: the second time every other nesting that the first did not know is known.
  private mutating func addNestings(_ buffers: inout SkeletonBuffers) {
    for _ in 0..<2 {
      let events = raw(buffers.work.events, buffers.work.eventCount)
      var unknown: [UnknownNesting] = []
      known.withUnsafeBufferPointer { slots in
        guard let first = slots.baseAddress else {
          return
        }
        var nesting = NestingWork(known: first, unknown: buffers.unknown, unknownCount: 0)
        twin.matchNestings(&buffers.work, &nesting)
        unknown = Array(UnsafeBufferPointer(start: nesting.unknown, count: nesting.unknownCount))
      }
      let used = raw(known.filter { $0.eventCount > 0 })
      file.add("match_nestings", inputs: [events, used], outputs: [raw(unknown)])
      for (index, line) in unknown.enumerated() where index % 2 == 0 {
        learn(Array(events[Int(line.firstEvent)...].prefix(Int(line.eventCount))))
      }
    }
  }

  private mutating func learn(_ events: [UInt8]) {
    guard 1...Int(SKELETON_NESTING_EVENTS) ~= events.count else {
      return
    }
    let planes = Nesting.planes(events.span)
    known[skeleton_nesting_slot(planes.0, planes.1, planes.2)] = KnownNesting(
      planes: planes, eventCount: UInt64(events.count))
  }

  private func skeleton(_ work: SkeletonWork) -> [UInt8] {
    raw(work.skeleton, work.skeletonCount)
  }

  private func markWordCount(_ work: SkeletonWork) -> Int {
    (work.lineCount + 63) / 64
  }
}
