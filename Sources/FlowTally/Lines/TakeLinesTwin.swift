internal import CKernels

/// The kernel take_lines in Swift.
extension LineTwins {
  static func takeLines(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ range: Range<Int>, _ told: LineTaking,
    _ taken: inout LineTaken, _ found: inout [LineMatch], _ tails: inout [UInt16]
  ) -> Int {
    // As many heads as are told of.
    let heads = unsafe Array(UnsafeBufferPointer(start: told.heads, count: told.headCount))
    var start = range.lowerBound == 0 ? 0 : Int(ends[range.lowerBound - 1]) + 1
    var last = Int(taken.head)
    defer { taken.head = UInt32(last) }
    for line in range {
      let place = start..<Int(ends[line])
      found[line] = match(bytes, start, heads, &last)
      tails[line] = KnownTails.none
      guard found[line].head != LineFindings.noHead,
        unsafe mayTake(line, verdict: found[line].verdict, told)
      else {
        return line
      }
      let head = Int(found[line].head)
      if heads[head].time != 0 {
        let time = Int(heads[head].time)
        tails[line] = unsafe knownTail(bytes, place, time: time, told.tails)
        guard let time = unsafe self.time(bytes, start + time, told),
          tails[line] != KnownTails.none
        else {
          return line
        }
        // Of each tail there is a node, and of each node a stay.
        unsafe told.stays[Int(told.nodes[Int(tails[line])])].note(time)
        taken.times.note(time)
        taken.timedCount += 1
      } else if unsafe told.bareHeads >> UInt32(head) & 1 == 0
        || hasObstacle(told, &taken, place)
      {
        return line
      }
      taken.add(verdict: Int(found[line].verdict))
      start = place.upperBound + 1
    }
    return range.upperBound
  }

  /// Whether a flow of that verdict counts by head and tail alone, and the line hides nothing.
  private static func mayTake(_ line: Int, verdict: UInt8, _ told: LineTaking) -> Bool {
    // There are marks for each line.
    unsafe told.verdicts >> UInt32(verdict) & 1 == 1
      && told.hidden[line / 64] >> UInt64(line % 64) & 1 == 0
  }

  /// The time of the minute and the stretch that are known; nil for any other.
  private static func time(_ bytes: Span<UInt8>, _ start: Int, _ told: LineTaking) -> Int64? {
    guard unsafe Words.load(bytes, start) == told.minuteText.0,
      unsafe Words.load(bytes, start + 8) == told.minuteText.1,
      let seconds = SecondsText.nanoseconds(bytes, start + 16)
    else {
      return nil
    }
    let time = unsafe told.minute + seconds
    return unsafe time >> told.stretchShift == told.stretch ? time : nil
  }

  /// Whether a time or a node may stand on the line, or that is not known.
  private static func hasObstacle(
    _ told: LineTaking, _ taken: inout LineTaken, _ line: Range<Int>
  ) -> Bool {
    guard let obstacles = unsafe told.obstacles else {
      return true
    }
    // As many as are told of.
    while unsafe taken.obstacle < told.obstacleCount,
      unsafe Int(obstacles[Int(taken.obstacle)]) < line.lowerBound
    {
      taken.obstacle += 1
    }
    return unsafe taken.obstacle < told.obstacleCount
      && Int(obstacles[Int(taken.obstacle)]) < line.upperBound
  }
}

extension LineTaken {
  /// Counts a line of a verdict, by its number.
  fileprivate mutating func add(verdict: Int) {
    // The tuple is as large as the C array, which has a place for each verdict.
    unsafe withUnsafeMutableBytes(of: &byVerdict) { bytes in
      let count = unsafe bytes.loadUnaligned(fromByteOffset: 8 * verdict, as: UInt64.self)
      unsafe bytes.storeBytes(of: count + 1, toByteOffset: 8 * verdict, as: UInt64.self)
    }
    count += 1
  }
}
