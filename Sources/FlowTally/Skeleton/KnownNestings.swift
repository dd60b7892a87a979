internal import CKernels

/// The nestings of lines that were proved right, so that the next line of the kind costs one comparison.
///
/// Flow logs have some hundred of them. A slot for each hash: a new one takes the slot of an old one.
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

  /// Marks the lines of the block whose brackets do not match.
  mutating func judge(_ buffers: inout SkeletonBuffers, _ kernels: KernelSet) {
    // The kernel lists no more lines than the block has.
    var work = unsafe NestingWork(known: slots, unknown: buffers.unknown, unknownCount: 0)
    unsafe kernels.skeleton.matchNestings(&buffers.work, &work)
    for index in unsafe 0..<work.unknownCount {
      let line = unsafe work.unknown[index]
      // A line's events, as the kernel found them.
      let events = unsafe UnsafeBufferPointer(
        start: buffers.work.events + Int(line.firstEvent), count: Int(line.eventCount))
      if unsafe Nesting.isRight(Span(_unsafeElements: events)) {
        unsafe learn(events)
      } else {
        buffers.markTokens(line: Int(line.line))
      }
    }
  }

  private func learn(_ events: UnsafeBufferPointer<UInt8>) {
    guard events.count <= Int(SKELETON_NESTING_EVENTS) else {
      return
    }
    // Lent for this call.
    let planes = unsafe Nesting.planes(Span(_unsafeElements: events))
    let slot = skeleton_nesting_slot(planes.0, planes.1, planes.2)
    // A slot of the table.
    unsafe slots[slot] = KnownNesting(planes: planes, eventCount: UInt64(events.count))
  }
}
