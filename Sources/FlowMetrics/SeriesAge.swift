internal import FlowAnswer
internal import FlowState

/// The clock by which series grow old: it goes on with the log and with the runs, and with neither alone.
///
///     age "1778480200500000000" "1778480199000000000"
///
/// A run moves it on by the time since the last run that read flows, but by no more than the log itself went on since then, and by at most
/// a fourth of the time after which series are given up. So neither a clock that jumps, nor a line with a time far ahead, nor a log that
/// stands still makes a series old; four runs at least come between.
struct SeriesAge: Sendable {
  /// Nanoseconds, as those since 1970 where the first run began; nil before it.
  private(set) var now: Int64?
  /// When the last run began that read flows, by the wall clock.
  private var run: Int64?
  /// The time of the newest flow that it read; nil where flows have none.
  private var flow: Int64?

  /// The time goes on with a run that began at `start`; gives the time of what it counted.
  mutating func advance(
    to start: Int64, newestFlow: Int64?, hasFlows: Bool, retirement: Nanoseconds
  ) -> Int64 {
    let before = now ?? start
    guard hasFlows else {
      now = before
      return before
    }
    var step = Self.step(from: run, to: start)
    if let newestFlow {
      step = min(step, Self.step(from: flow, to: newestFlow))
    }
    step = min(step, max(retirement.count / 4, Self.leastStep))
    (run, flow) = (start, newestFlow ?? flow)
    let (time, overflow) = before.addingReportingOverflow(step)
    now = overflow ? .max : time
    return now ?? before
  }

  private static let leastStep: Int64 = 1_000_000

  private static func step(from before: Int64?, to time: Int64) -> Int64 {
    guard let before else {
      return 0
    }
    let (step, overflow) = time.subtractingReportingOverflow(before)
    return overflow ? 0 : max(0, step)
  }
}

extension SeriesAge {
  private static let keyword = "age"

  /// What an older version wrote: when the newest run began.
  init(now: Int64?) {
    self.now = now
  }

  func write(to writer: inout StateWriter) {
    writer.line(Self.keyword, [run, flow].map { .text($0.map(String.init) ?? "") })
  }

  /// Takes the line that `write` wrote; false where it is another.
  mutating func restore(_ line: StateLine) throws(StateDamage) -> Bool {
    guard line.keyword == Self.keyword else {
      return false
    }
    run = try line.text(0).isEmpty ? nil : try line.integer(0)
    flow = try line.text(1).isEmpty ? nil : try line.integer(1)
    return true
  }
}
