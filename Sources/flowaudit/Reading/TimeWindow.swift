import FlowAnswer
import FlowReport
import FlowTally

/// The moments that `--since` and `--until` mean in this run.
struct TimeWindow {
  let range: TimeRange
  private let options: SelectionOptions
  private let isRepeatable: Bool
  private let clock: LocalClock

  /// Resolves the options; `end-5m` reads the whole input once before, for its newest flow.
  init(
    _ options: SelectionOptions, now: Timestamp, _ reading: Reading, clock: LocalClock,
    for command: CommandName
  ) throws(UsageError) {
    self.options = options
    self.clock = clock
    isRepeatable = reading.isRepeatable
    var newest: Timestamp?
    if options.countsFromEnd {
      guard isRepeatable else {
        throw UsageError(
          "times that begin with end- need files, because the end of a pipe is not known: name a file",
          for: command)
      }
      newest = Self.newestFlow(reading)
    }
    range = TimeRange(
      since: options.since?.moment(now: now, newest: newest),
      until: options.until?.moment(now: now, newest: newest))
  }

  private static func newestFlow(_ reading: Reading) -> Timestamp? {
    reading.read(TallyPlan(groupings: [])).summary.coverage.readNewest
  }

  /// What the input holds, where a time counted back from now found nothing in it.
  func emptinessFromNow(of coverage: Coverage) -> String? {
    options.countsFromNow ? emptiness(of: coverage) : nil
  }

  /// Why no flow lies in the range asked for; nil where one does, none was read or no range was asked for.
  func emptiness(of coverage: Coverage) -> String? {
    guard range != TimeRange(), coverage.flowsInRange == 0, coverage.lineCount(.flow) > 0 else {
      return nil
    }
    guard let oldest = coverage.readOldest, let newest = coverage.readNewest else {
      return "no flow has a time that can be read"
    }
    return
      "no flow lies in the range asked for: the input holds \(clock.text(oldest)) to "
      + "\(clock.text(newest)); \(advice(oldest, newest))"
  }

  /// What to ask for in place of a range that holds nothing.
  private func advice(_ oldest: Timestamp, _ newest: Timestamp) -> String {
    if let until = range.until, until < oldest {
      return "give a later --until"
    }
    if let since = range.since, since > newest {
      return isRepeatable
        ? "count from its end with --since end-5m"
        : "give times like --since \(clock.text(oldest))"
    }
    return "give an earlier --since or a later --until"
  }

  /// How many flows the range leaves out because they have no time; nil where it leaves out none.
  func untimed(of coverage: Coverage) -> String? {
    let (all, dropped) = (coverage.flowsWithoutTime, coverage.droppedWithoutTime)
    guard all > 0 else {
      return nil
    }
    let flags = [("--since", range.since), ("--until", range.until)].filter { $0.1 != nil }
    let them = all == 1 ? "1 flow that has no time" : "\(all) flows that have no time"
    let share =
      dropped == 0
      ? "none of them DROPPED"
      : dropped < all ? "\(dropped) of them DROPPED" : all == 1 ? "DROPPED" : "all of them DROPPED"
    return "\(flags.map(\.0).joinedAsList) \(flags.count == 1 ? "leaves" : "leave") out "
      + "\(them), \(share): keep time in the exporter's field mask"
  }
}

extension SelectionOptions {
  private var times: [TimeArgument] {
    [since, until].compactMap { $0 }
  }

  var countsFromEnd: Bool {
    times.contains { if case .beforeEnd = $0 { true } else { false } }
  }

  fileprivate var countsFromNow: Bool {
    times.contains { if case .beforeNow = $0 { true } else { false } }
  }
}
