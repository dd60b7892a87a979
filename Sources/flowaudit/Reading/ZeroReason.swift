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
    return flowReason + (times.untimed(of: coverage).map { "; \($0)" } ?? "")
  }

  /// The reason where flows were read, but for those that have no time.
  private var flowReason: String {
    guard coverage.flowsByVerdict.isEmpty else {
      return noneDropped
    }
    return times.emptiness(of: coverage) ?? filters.text(of: coverage.flowsInRange) + blindness
  }

  /// Why no flow passed, where that is no calm zero: for an answer that has no place for the reason.
  var warning: String? {
    guard coverage.flowsByVerdict.isEmpty else {
      return nil
    }
    let blind =
      coverage.refusedFlows > 0 && !blindness.isEmpty
      ? "no flow passes \(filters.all)\(blindness)" : nil
    let reasons = [times.emptinessFromNow(of: coverage) ?? blind, times.untimed(of: coverage)]
      .compactMap { $0 }
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }

  /// That flows lack what the filters ask of: of a verdict any, of other fields, which a flow may lack, all.
  private var blindness: String {
    var missing: [String] = []
    for fields in filters.fields
    where fields.allSatisfy({ isMissing($0) }) && !fields.isEmpty && !missing.contains(fields[0]) {
      missing += fields
    }
    guard let first = missing.first, let count = coverage.refusedWithout[first] else {
      return oddVerdicts
    }
    let names = missing.joinedAsList
    let those =
      count < coverage.refusedFlows
      ? "\(count) of them \(count == 1 ? "has" : "have") no"
      : count == 1 ? "it has no" : "none of them has"
    return "; \(those) \(names): add \(names) to the exporter's field mask" + oddVerdicts
  }

  /// That filters on the verdict took flows whose verdict is none of Cilium's.
  private var oddVerdicts: String {
    let count = coverage.refusedOddVerdicts
    guard count > 0, filters.fields.contains([Self.verdict]) else {
      return ""
    }
    let those =
      count < coverage.refusedFlows ? "\(count) of them" : count == 1 ? "it" : "all of them"
    return "; \(those) \(count == 1 ? "has" : "have") \(Self.oddVerdict): "
      + "flowaudit flows --by verdict shows which"
  }

  private static let verdict = "verdict"
  private static let oddVerdict = "a verdict that Cilium does not have"

  private func isMissing(_ field: String) -> Bool {
    let count = coverage.refusedWithout[field] ?? 0
    return count > 0 && (count == coverage.refusedFlows || field == Self.verdict)
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
    let (audited, unknown) = (coverage.flowCount(.audit), coverage.flowCount(.unknown))
    if audited == total {
      return
        "all flows read, \(total), are \(Verdict.audit.name): policy audit mode let them pass; "
        + "--verdict \(Verdict.audit.name) counts them"
    }
    if unknown == total {
      return "\(flows) read, but without a verdict"
    }
    let blind = [
      (unknown, "without a verdict"), (coverage.oddVerdictTotal, "with \(Self.oddVerdict)"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joinedAsList
    if audited > 0 {
      let none = blind.isEmpty ? "none was dropped" : "none is known to be dropped, \(blind)"
      return
        "of \(flows) \(none), but policy audit mode let \(audited) pass that a policy denies: "
        + "--verdict \(Verdict.audit.name) counts them"
    }
    guard blind.isEmpty else {
      return "\(flows) read, none of them known to be dropped, but \(blind)"
    }
    guard filters.isEmpty || total == coverage.flowsInRange else {
      return
        "of \(coverage.flowsInRange) flows \(total) \(total == 1 ? "passes" : "pass") \(filters.all), none of them dropped"
    }
    return "\(flows) read, none of them dropped"
  }
}
