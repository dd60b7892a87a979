internal import CKernels

/// The nestings of lines that were proved right, so that the next line of the kind costs one comparison.
///
/// Flow logs have some hundred of them. A slot for each hash: a new one takes the slot of an old one.
///
/// Lines whose object holds several objects or arrays are *watched*: a member of the object may stand in front of one of them and once more
/// behind, where who looks at the line's end alone would take it for the first. Their nestings are noted as such, and the kernel, which
/// compares counts of events, finds them unknown.
@safe struct KnownNestings: ~Copyable, @unchecked Sendable {
  // Unchecked because of the pointer: the slots are this value's own.
  private let slots: UnsafeMutablePointer<KnownNesting>

  init() {
    // Freed in deinit; a slot of zeros knows nothing.
    unsafe slots = .allocate(capacity: Int(SKELETON_NESTING_SLOTS))
    unsafe slots.initialize(repeating: KnownNesting(), count: Int(SKELETON_NESTING_SLOTS))
  }

  deinit {
    // What init allocated.
    unsafe slots.deallocate()
  }

  /// Set in the count of events of a nesting whose lines are watched.
  private static let watched = UInt64(1) << 32

  /// Marks the lines of the block whose brackets do not match, and those that are to be watched.
  mutating func judge(_ buffers: inout SkeletonBuffers, _ kernels: KernelSet) {
    // The kernel lists no more lines than the block has.
    var work = unsafe NestingWork(known: slots, unknown: buffers.unknown, unknownCount: 0)
    unsafe kernels.skeleton.matchNestings(&buffers.work, &work)
    for index in unsafe 0..<work.unknownCount {
      let line = unsafe work.unknown[index]
      // A line's events, as the kernel found them.
      let events = unsafe UnsafeBufferPointer(
        start: buffers.work.events + Int(line.firstEvent), count: Int(line.eventCount))
      let judged = unsafe judge(Span(_unsafeElements: events))
      if let judged {
        buffers.watch(line: Int(line.line), if: judged)
      } else {
        buffers.markTokens(line: Int(line.line))
      }
    }
  }

  /// Whether a line with these events is to be watched; nil where its brackets do not match.
  private func judge(_ events: Span<UInt8>) -> Bool? {
    guard 1...Int(SKELETON_NESTING_EVENTS) ~= events.count else {
      return Nesting.isRight(events) ? Nesting.hasSeveralContainers(events) : nil
    }
    let planes = Nesting.planes(events)
    let slot = skeleton_nesting_slot(planes.0, planes.1, planes.2)
    let eventCount = UInt64(events.count)
    // A slot of the table: here and below.
    let known = unsafe slots[slot]
    if known.eventCount == eventCount | Self.watched && known.planes == planes {
      return true
    }
    guard Nesting.isRight(events) else {
      return nil
    }
    let isWatched = Nesting.hasSeveralContainers(events)
    unsafe slots[slot] = KnownNesting(
      planes: planes, eventCount: eventCount | (isWatched ? Self.watched : 0))
    return isWatched
  }
}
