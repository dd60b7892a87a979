internal import CKernels

/// The last kernel in plain Swift: each line's events against the nestings known so far.
enum NestingTwin {
  static func run(_ work: SkeletonWork, _ nesting: inout NestingWork) {
    var first = 0
    var line = 0
    // The events of every line end with its LF.
    for index in unsafe 0..<work.eventCount where unsafe work.events[index] == Byte.lineFeed {
      let events = unsafe UnsafeBufferPointer(start: work.events + first, count: index - first)
      if unsafe !isKnown(Span(_unsafeElements: events), nesting.known) {
        // No more lines than the block has.
        unsafe nesting.unknown[nesting.unknownCount] = UnknownNesting(
          line: UInt32(line), firstEvent: UInt32(first), eventCount: UInt32(index - first))
        unsafe nesting.unknownCount += 1
      }
      first = index + 1
      line += 1
    }
  }

  private static func isKnown(
    _ events: Span<UInt8>, _ known: UnsafePointer<KnownNesting>
  ) -> Bool {
    guard 1...Int(SKELETON_NESTING_EVENTS) ~= events.count else {
      return false
    }
    let planes = Nesting.planes(events)
    // The function gives slots only.
    let slot = unsafe known[skeleton_nesting_slot(planes.0, planes.1, planes.2)]
    return slot.eventCount == events.count && slot.planes == planes
  }
}
