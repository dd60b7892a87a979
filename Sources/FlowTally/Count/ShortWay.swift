internal import CKernels
internal import FlowAnswer

/// The short way: most flows were not dropped, and their head and tail tell all that is counted of them.
///
/// Taken only where the plan asks for nothing else; whatever is not as the agent writes it goes the long way.
extension BlockCounter {
  /// Counts a flow that was not dropped by its head and its tail alone; false where that cannot be done.
  @inline(__always)
  mutating func takeShort(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ lines: inout BlockCursor
  ) -> Bool {
    let match = reader.findings.matches[lines.index]
    guard match.head != LineFindings.noHead, !reader.mayHide(lines.index) else {
      return false
    }
    let places = reader.heads.places[Int(match.head)]
    guard let verdict = match.knownVerdict, let passes = quickAnswer(verdict, lines.index)
    else {
      return false
    }
    let end = Int(ends[lines.index])
    if places.time.isEmpty {
      reader.findObstacles(bytes)
      return takeBare(verdict, end, &lines, passes)
    }
    return takeTimed(verdict, places.time, bytes, ends, lines, passes)
  }

  /// A flow without time and node: nothing on its line may be one.
  @inline(__always)
  mutating func takeBare(
    _ verdict: Verdict, _ end: Int, _ lines: inout BlockCursor, _ passesQuick: Bool
  ) -> Bool {
    guard !lines.hasObstacle(reader.findings, before: end), reader.envelopeTime == .absent,
      reader.timesInFront == nil
    else {
      return false
    }
    counts.add(.flow)
    if admits(passesQuick && isInRange(.absent)) {
      counts.coverage.noteBare(verdict)
    }
    noteInRange(verdict, at: .absent)
    return true
  }

  @inline(__always)
  mutating func takeTimed(
    _ verdict: Verdict, _ place: Range<Int>, _ bytes: Span<UInt8>, _ ends: Span<UInt32>,
    _ lines: BlockCursor, _ passesQuick: Bool
  ) -> Bool {
    let start = lines.start
    let time = reader.times.time(bytes, (start &+ place.lowerBound)..<(start &+ place.upperBound))
    guard time != .absent else {
      return false
    }
    var node = reader.tails.node(reader.findings.knownTails[lines.index])
    if node == nil {
      guard let tail = reader.tail(bytes, ends, lines.index) else {
        return false
      }
      node = reader.nodes.number(plain: tail.node, bytes)
      if let node {
        reader.tails.learn(bytes, start..<Int(ends[lines.index]), tail, node: node)
      }
    }
    counts.add(.flow)
    counts.coverage.noteShort(
      verdict, node: node, at: time, passes: admits(passesQuick && isInRange(time)))
    noteInRange(verdict, at: time)
    return true
  }

  @inline(__always)
  mutating func noteInRange(_ verdict: Verdict, at time: OptionalTime) {
    if isInRange(time) {
      counts.coverage.noteInRange(1, at: time)
    } else if time == .absent {
      counts.coverage.untimed.add(1, isDropped: verdict.index == Verdict.dropped.index)
    }
  }

  @inline(__always)
  func isInRange(_ time: OptionalTime) -> Bool {
    rules.selectsAll || rules.range.contains(time)
  }
}
