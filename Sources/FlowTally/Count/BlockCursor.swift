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
