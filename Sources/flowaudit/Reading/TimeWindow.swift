import FlowAnswer
import FlowTally

/// The moments that `--since` and `--until` mean in this run.
struct TimeWindow {
  let range: TimeRange
  private let options: SelectionOptions
  private let isRepeatable: Bool

  /// Resolves the options; `end-5m` reads the whole input once before, for its newest flow.
  init(
    _ options: SelectionOptions, now: Timestamp, _ reading: Reading, for command: CommandName
  ) throws(UsageError) {
    self.options = options
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

  /// Says what the input holds where a time counted back from now found nothing in it.
  func explainEmptiness(of summary: Summary, to diagnostics: Diagnostics) {
    if options.countsFromNow, let reason = emptiness(of: summary.coverage) {
      diagnostics.warning(reason)
    }
  }

  /// Why no flow lies in the range asked for; nil where one does, none was read or no range was asked for.
  func emptiness(of coverage: Coverage) -> String? {
    guard range != TimeRange(), coverage.flowsInRange == 0, coverage.lineCount(.flow) > 0 else {
      return nil
    }
    guard let oldest = coverage.readOldest, let newest = coverage.readNewest else {
      let flags = [("--since", range.since), ("--until", range.until)].filter { $0.1 != nil }
      return "no flow has a time that can be read, and \(flags.map(\.0).joinedAsList) "
        + "\(flags.count == 1 ? "leaves" : "leave") such flows out"
    }
    let advice =
      isRepeatable ? "count from its end with --since end-5m" : "give times like --since \(oldest)"
    return
      "no flow lies in the range asked for: the input holds \(oldest) to \(newest); \(advice)"
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
