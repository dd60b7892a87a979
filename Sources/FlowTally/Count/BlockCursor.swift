/// Where in a block the counter has come.
struct BlockCursor {
  var index = 0
  var start = 0
  var suspect = 0
  private var obstacle = 0

  init() {}

  /// At a line of a block that has these suspects.
  init(at index: Int, _ start: Int, suspects: [Int]) {
    self.index = index
    self.start = start
    suspect = suspects.prefix { $0 < index }.count
  }

  /// Whether the line has to be judged.
  @inline(__always)
  func isSuspect(_ suspects: [Int]) -> Bool {
    suspect < suspects.count && suspects[suspect] == index
  }

  /// Goes on behind the line that ends there, whether it is a suspect or not.
  mutating func pass(_ suspects: [Int], behind end: Int) {
    if isSuspect(suspects) {
      suspect &+= 1
    }
    advance(behind: end)
  }

  /// Goes to a line further on, over lines that are no suspects.
  @inline(__always)
  mutating func move(to line: Int, _ ends: Span<UInt32>) {
    if line > index {
      index = line
      start = Int(ends[line &- 1]) &+ 1
    }
  }

  /// Whether a document over several lines may begin with the line, which is a suspect.
  func mayBeginDocument(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) -> Bool {
    let end = Int(ends[index])
    let next = index + 1 < ends.count ? (end + 1)..<Int(ends[index + 1]) : nil
    return DocumentOpening.mayBeOne(bytes, start, end, next: next)
  }

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
