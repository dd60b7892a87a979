import FlowAnswer

/// Why nothing was counted: the one line that a zero is judged by.
struct ZeroReason {
  private let coverage: Coverage
  private let report: ReadingReport
  private let times: TimeWindow
  private let filters: FilterTrace

  init(
    _ summary: Summary, _ report: ReadingReport, _ times: TimeWindow, _ filters: FilterTrace
  ) {
    coverage = summary.coverage
    self.report = report
    self.times = times
    self.filters = filters
  }

  /// The reason, to stand behind `no drops:`.
  var text: String? {
    guard report.byteCount > 0 else {
      return nothingRead
    }
    guard coverage.lineCount(.flow) > 0 else {
      return noFlow
    }
    guard !coverage.flowsByVerdict.isEmpty else {
      return times.emptiness(of: coverage) ?? filters.text(of: coverage.flowsInRange) + blindness
    }
    return noneDropped
  }

  /// That no flow passed filters which ask of what is not there; nil where that is not so.
  var blindZero: String? {
    guard coverage.flowsByVerdict.isEmpty, coverage.refusedFlows > 0, !blindness.isEmpty else {
      return nil
    }
    return "no flow passes \(filters.all)\(blindness)"
  }

  /// That flows lack what the filters ask of: of a verdict any, of other fields, which a flow may lack, all.
  private var blindness: String {
    var missing: [String] = []
    for fields in filters.fields
    where fields.allSatisfy({ isMissing($0) }) && !fields.isEmpty && !missing.contains(fields[0]) {
      missing += fields
    }
    guard let first = missing.first, let count = coverage.refusedWithout[first] else {
      return ""
    }
    let names = missing.joinedAsList
    let those =
      count < coverage.refusedFlows
      ? "\(count) of them \(count == 1 ? "has" : "have") no"
      : count == 1 ? "it has no" : "none of them has"
    return "; \(those) \(names): add \(names) to the exporter's field mask"
  }

  private func isMissing(_ field: String) -> Bool {
    let count = coverage.refusedWithout[field] ?? 0
    return count > 0 && (count == coverage.refusedFlows || field == "verdict")
  }

  private var nothingRead: String? {
    if let name = report.silentPipes.first {
      return "nothing came from \(name): did the command in front of the pipe fail?"
    }
    if report.wasInterrupted {
      return "interrupted before anything was read"
    }
    return report.problems.isEmpty ? "the input is empty" : "no input could be read"
  }

  private var noFlow: String {
    let (lost, others) = (coverage.lineCount(.lostEvents), coverage.lineCount(.other))
    let unread = coverage.lineCount(.malformed) &+ coverage.lineCount(.oversize)
    if lost == 0 && report.strangers.contains(where: { !$0.isUnreadable }) {
      return "the input is not a flow log"
    }
    let kinds = [
      (lost, "notice of lost events", "notices of lost events"),
      (others, "line about nodes and agents", "lines about nodes and agents"),
      (unread, "line that could not be read", "lines that could not be read"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
    return kinds.isEmpty
      ? "the input has blank lines only" : "no flow was read, only \(kinds.joinedAsList)"
  }

  /// Flows passed, and no drop was counted of them.
  private var noneDropped: String {
    let total = coverage.flowTotal
    let flows = total == 1 ? "1 flow" : "\(total) flows"
    let dropped = coverage.droppedLines
    if dropped > 0 {
      return
        "of \(flows) \(dropped) \(dropped == 1 ? "is" : "are") DROPPED, and none of the drops passes \(filters.ofDrops.isEmpty ? "the filters" : filters.ofDrops)"
    }
    if count(.audit) == total {
      return
        "all flows read, \(total), are \(Verdict.audit.name): policy audit mode let them pass; "
        + "--verdict \(Verdict.audit.name) counts them"
    }
    if let audited = count(.audit) {
      return
        "of \(flows) none was dropped, but policy audit mode let \(audited) pass that a policy denies: "
        + "--verdict \(Verdict.audit.name) counts them"
    }
    if count(.unknown) == total {
      return "\(flows) read, but without a verdict"
    }
    if let unknown = count(.unknown) {
      return "\(flows) read, none of them known to be dropped, but \(unknown) without a verdict"
    }
    guard filters.isEmpty || total == coverage.flowsInRange else {
      return
        "of \(coverage.flowsInRange) flows \(total) \(total == 1 ? "passes" : "pass") \(filters.all), none of them dropped"
    }
    return "\(flows) read, none of them dropped"
  }

  private func count(_ verdict: Verdict) -> UInt64? {
    coverage.flowsByVerdict.first { $0.name == verdict.name }?.count
  }
}
