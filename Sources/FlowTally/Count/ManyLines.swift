internal import CKernels
internal import FlowAnswer

/// The short way, many lines in one call: what `takeShort` does of a line, the kernel take_lines does of all that follow each other.
///
/// Taken where nothing but drops is asked for and every flow passes. What the kernel does not take is looked at by itself, which may learn
/// what the next call needs: a head, a tail, the minute.
extension BlockCounter {
  /// Takes lines from the cursor on, up to the next suspect.
  @inline(__always)
  mutating func takeMany(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ suspects: [Int], _ lines: inout BlockCursor,
    _ taken: inout LineTaken
  ) {
    let limit = lines.suspect < suspects.count ? suspects[lines.suspect] : ends.count
    guard lines.index < limit else {
      return
    }
    let range = lines.index..<limit
    let occupied = counts.coverage.occupied
    // The stays are lent for this call.
    let next = unsafe counts.coverage.withStays(reader.nodes.count) { stays in
      unsafe reader.takeLines(
        bytes, ends, range, &taken, stays, occupied, verdicts: rules.shortVerdicts)
    }
    lines.move(to: next, ends)
  }
}

extension BlockReader {
  @inline(__always)
  fileprivate mutating func takeLines(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ lines: Range<Int>, _ taken: inout LineTaken,
    _ stays: UnsafeMutablePointer<LineStay>?, _ occupied: (stretch: Int64, shift: Int64),
    verdicts: UInt32
  ) -> Int {
    let listed = findings.hasObstacles && timesInFront == nil ? findings.obstacleCount : nil
    // All of it is this reader's or the scan's, and used within the call only.
    return unsafe heads.heads.withUnsafeBufferPointer { heads in
      unsafe findings.obstacles.withUnsafeBufferPointer { obstacles in
        let told = unsafe LineTaking(
          heads: heads.baseAddress, headCount: heads.count, bareHeads: self.heads.bareHeads,
          verdicts: verdicts, hidden: scan.watchMarks,
          obstacles: listed == nil ? nil : obstacles.baseAddress, obstacleCount: listed ?? 0,
          tails: tails.table, nodes: tails.nodeNumbers, stays: stays,
          minuteText: (times.first, times.second), minute: times.minute,
          stretch: occupied.stretch, stretchShift: occupied.shift)
        return unsafe kernels.takeLines(
          bytes, ends, lines, told, &taken, &findings.matches, &findings.knownTails)
      }
    }
  }
}

extension CoverageCounter {
  /// Lends the stays of so many nodes, into which take_lines counts.
  @inline(__always)
  fileprivate mutating func withStays<Result>(
    _ nodeCount: Int, _ body: (UnsafeMutablePointer<LineStay>?) -> Result
  ) -> Result {
    // Lent for this call only.
    unsafe nodes.withStays(nodeCount, body)
  }

  /// The stretch of time that needs no note.
  @inline(__always)
  fileprivate var occupied: (stretch: Int64, shift: Int64) {
    (timesInRange.latest, timesInRange.shift)
  }

  /// Adds the sums of lines that were taken; their nodes have their times already.
  mutating func add(_ taken: LineTaken) {
    lines[LineResult.flow.index] &+= taken.count
    flowsInRange &+= taken.count
    for verdict in Verdict.allCases {
      knownVerdicts[verdict.index].addSaturating(taken.count(verdict))
    }
    if taken.timedCount > 0 {
      let first = OptionalTime(nanoseconds: taken.times.oldest)
      let last = OptionalTime(nanoseconds: taken.times.newest)
      (oldest, newest) = (oldest.older(first), newest.newer(last))
      (readOldest, readNewest) = (readOldest.older(first), readNewest.newer(last))
    }
  }
}

extension LineTaken {
  /// Nothing.
  static var none: Self {
    var taken = Self()
    taken.times = .none
    return taken
  }

  /// How many lines of a verdict were taken.
  fileprivate func count(_ verdict: Verdict) -> UInt64 {
    // The tuple is as large as the C array, which has a place for each of Hubble's verdicts.
    unsafe withUnsafeBytes(of: byVerdict) {
      unsafe $0.loadUnaligned(fromByteOffset: 8 * verdict.index, as: UInt64.self)
    }
  }
}
