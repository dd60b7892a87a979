/// The time, as each node of the cluster has it.
///
/// All times of node i leave the same rest when divided by the number of nodes, and every step is
/// a multiple of that number: so no time comes twice, whatever the clocks differ by.
struct NodeClocks: Sendable {
  /// The text of the time last set, kept for its unchanged parts.
  var text = TimeText()
  private var now: Int
  private let nodeCount: Int
  private let differences: [Int]

  /// 2026-05-11T06:00:00Z.
  private static let start = 1_778_479_200 * 1_000_000_000
  private static let largestDifference = 500_000
  private static let shortestStep = 40_000
  private static let longestStep = 560_000

  init(nodeCount: Int, random: inout RandomNumbers) {
    self.nodeCount = nodeCount
    now = Self.start
    differences = (0..<nodeCount).map { node in
      random.below(Self.largestDifference / nodeCount) * nodeCount + node
    }
  }

  /// Goes on by 40 to 600 microseconds, as the lower 32 of `bits` have it.
  mutating func advance(_ bits: UInt64) {
    let nanoseconds = Self.shortestStep + Int(bits & 0xffff_ffff) % Self.longestStep
    now += nanoseconds / nodeCount * nodeCount
  }

  func time(of node: Int) -> Int {
    withNineDigits(now + differences[node])
  }

  /// 2 to 12 microseconds later, and before the next step.
  func timeSoonAfter(of node: Int, _ bits: UInt64) -> Int {
    let nanoseconds = 2000 + Int(bits & 0xffff) % 10_000
    return withNineDigits(now + nanoseconds / nodeCount * nodeCount + differences[node])
  }

  /// The encoder cuts `000` off the end of a fraction; such times are left out, as the text's
  /// length must not change.
  private func withNineDigits(_ time: Int) -> Int {
    time % 1000 == 0 ? time + nodeCount : time
  }
}
