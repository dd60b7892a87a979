internal import CKernels
internal import FlowAnswer

/// The short way: most flows were not dropped, and their head and tail tell all that is counted of them.
///
/// Taken only where the plan asks for nothing else; whatever is not as the agent writes it goes the long way.
extension BlockCounter {
  mutating func findShortWays(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) {
    guard takesShortWay else {
      return
    }
    kernels.matchHeads(bytes, ends, heads.heads, into: &findings.matches)
    if heads.haveTimes {
      kernels.matchTails(
        bytes, ends, heads.heads, findings.matches, tails, into: &findings.knownTails)
    }
    findings.hasTails = false
    findings.hasObstacles = false
  }

  private mutating func findObstacles(_ bytes: Span<UInt8>) {
    findings.obstacleCount = kernels.findObstacles(bytes, into: &findings.obstacles)
    findings.hasObstacles = true
  }

  /// Counts a flow that was not dropped by its head and its tail alone; false where that cannot be done.
  @inline(__always)
  mutating func takeShort(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ lines: inout BlockCursor
  ) -> Bool {
    let match = findings.matches[lines.index]
    guard match.head != LineFindings.noHead, !scan.isWatched(lines.index) else {
      return false
    }
    let places = heads.places[Int(match.head)]
    let start = lines.start
    guard let verdict = match.knownVerdict ?? VerdictWord.verdict(bytes, start &+ places.verdict),
      let passes = quickAnswer(verdict, lines.index)
    else {
      return false
    }
    let end = Int(ends[lines.index])
    if places.time.isEmpty {
      if !findings.hasObstacles {
        findObstacles(bytes)
      }
      return takeBare(verdict, end, &lines, passes)
    }
    return takeTimed(verdict, places.time, bytes, ends, lines, passes)
  }

  /// A flow without time and node: nothing on its line may be one.
  @inline(__always)
  mutating func takeBare(
    _ verdict: Verdict, _ end: Int, _ lines: inout BlockCursor, _ passesQuick: Bool
  ) -> Bool {
    guard !lines.hasObstacle(findings, before: end) else {
      return false
    }
    add(.flow)
    if admits(passesQuick && isInRange(.absent)) {
      coverage.noteBare(verdict)
    }
    noteInRange(at: .absent)
    return true
  }

  @inline(__always)
  mutating func takeTimed(
    _ verdict: Verdict, _ place: Range<Int>, _ bytes: Span<UInt8>, _ ends: Span<UInt32>,
    _ lines: BlockCursor, _ passesQuick: Bool
  ) -> Bool {
    let start = lines.start
    let time = times.time(bytes, (start &+ place.lowerBound)..<(start &+ place.upperBound))
    guard time != .absent else {
      return false
    }
    var node = tails.node(findings.knownTails[lines.index])
    if node == nil {
      guard let tail = tail(bytes, ends, lines.index) else {
        return false
      }
      node = coverage.node(plain: tail.node, bytes)
      if let node {
        tails.learn(bytes, start..<Int(ends[lines.index]), tail, node: node)
      }
    }
    add(.flow)
    coverage.noteShort(
      verdict, node: node, at: time, passes: admits(passesQuick && isInRange(time)))
    noteInRange(at: time)
    return true
  }

  /// How a line ends, nil where it does not end as the agent writes it.
  private mutating func tail(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ line: Int
  ) -> LineTail? {
    if !findings.hasTails {
      kernels.findTails(bytes, ends, into: &findings.tails)
      findings.hasTails = true
    }
    let tail = findings.tails[line]
    return tail.isThere ? tail : nil
  }

  @inline(__always)
  mutating func noteInRange(at time: OptionalTime) {
    if isInRange(time) {
      coverage.noteInRange(1)
    }
  }

  @inline(__always)
  func isInRange(_ time: OptionalTime) -> Bool {
    selectsAll || range.contains(time)
  }
}

/// Where in a block the counter has come.
struct BlockCursor {
  var index = 0
  var start = 0
  var suspect = 0
  private var obstacle = 0

  @inline(__always)
  mutating func advance(behind end: Int) {
    index &+= 1
    start = end &+ 1
  }

  /// Whether a time or a node may stand on the line; lines are asked for in order.
  @inline(__always)
  mutating func hasObstacle(_ findings: borrowing LineFindings, before end: Int) -> Bool {
    guard let count = findings.obstacleCount else {
      return true
    }
    while obstacle < count && Int(findings.obstacles[obstacle]) < start {
      obstacle &+= 1
    }
    return obstacle < count && Int(findings.obstacles[obstacle]) < end
  }
}
