import FlowAnswer

/// The coverage in words, for a table and for Markdown, unescaped.
struct CoverageText {
  let coverage: Coverage
  let kind: ReportKind
  var clock = LocalClock.utc

  /// A label and words; a line may be broken between two of them.
  struct Fact {
    let label: String
    let words: [String]

    init(_ label: String, _ words: [String]) {
      self.label = label
      self.words = words
    }

    init(_ label: String, _ text: String) {
      self.init(label, text.split(separator: " ").map(String.init))
    }

    var text: String {
      words.joined(separator: " ")
    }
  }

  /// The most names that are listed of one kind: names from a log may be many.
  static let longestList = 12
  /// The most names of missing fields where only what is wrong is told.
  static let mostFieldNames = 4

  /// The facts of a report: all of them, or one line and what is wrong.
  func facts(whole isWhole: Bool) -> [Fact] {
    isWhole ? facts : [Fact("coverage", line)] + remarks + problems
  }

  /// All that is known.
  var facts: [Fact] {
    var facts = [Fact("time", time), Fact("nodes", String(coverage.nodeCount))]
    facts.append(Fact("lines", lines))
    if !coverage.forms.isEmpty {
      facts.append(Fact("form", formWords))
    }
    if kind != .summary && !coverage.flowsByVerdict.isEmpty {
      facts.append(Fact("verdicts", list(coverage.flowsByVerdict.map { ($0.count, $0.name) })))
    }
    facts.append(Fact("lost", lost))
    if let silence {
      facts.append(Fact("silence", silence))
    }
    if let counting {
      facts.append(Fact("counting", counting))
    }
    if !evidence.isEmpty {
      facts.append(Fact("evidence", list(evidence.map { ($0.1, $0.0.rawValue) })))
    }
    if coverage.aggregatedVerdicts > 0 {
      facts.append(
        Fact("aggregated", "\(coverage.aggregatedVerdicts) in policy-verdict lines"))
    }
    if !coverage.maskedFields.isEmpty {
      facts.append(Fact("masked", coverage.maskedFields.joined(separator: ", ")))
    }
    return facts + coverage.notes.map { Fact("note", $0) }
  }

  /// The forms, one behind the other.
  private var formWords: [String] {
    coverage.forms.joined(separator: "; ").split(separator: " ").map(String.init)
  }

  /// What was read, in one line.
  var line: [String] {
    let lineCount = coverage.lineCount(.flow)
    guard lineCount > 0 else {
      return ["no flows read"]
    }
    let passed = coverage.flowTotal
    let flows = passed < lineCount ? "\(passed) of \(lineCount) flows" : counted(lineCount, "flow")
    var parts = [flows]
    if coverage.nodeCount > 0 {
      parts.append(counted(UInt64(coverage.nodeCount), "node"))
    }
    if let oldest = coverage.oldest, let newest = coverage.newest {
      parts.append(clock.range(from: oldest, to: newest))
    } else if passed > 0 {
      parts.append("none has a time")
    }
    if coverage.lostTotal == 0 {
      parts.append("none lost")
    }
    return parts.joined(separator: ", ").split(separator: " ").map(String.init)
  }

  /// What has to be known to read the table.
  private var remarks: [Fact] {
    var remarks: [Fact] = []
    if !coverage.forms.isEmpty {
      remarks.append(Fact("form", formWords))
    }
    if kind == .flows, coverage.droppedLines > 0, let counting {
      remarks.append(Fact("counting", counting))
    }
    return remarks
  }

  /// What is wrong: what was lost, could not be read, was masked or has to be known.
  var problems: [Fact] {
    var problems: [Fact] = []
    if coverage.lostTotal > 0 {
      problems.append(Fact("lost", lost))
    }
    if let silence {
      problems.append(Fact("silence", silence))
    }
    let unread = coverage.lineCount(.malformed) &+ coverage.lineCount(.oversize)
    if unread > 0 {
      let all = LineResult.allCases.reduce(0) { $0 &+ coverage.lineCount($1) }
      problems.append(Fact("unreadable", "\(unread) of \(counted(all, "line"))"))
    }
    if !coverage.maskedFields.isEmpty {
      let named = coverage.maskedFields.prefix(Self.mostFieldNames).joined(separator: ", ")
      let more = coverage.maskedFields.count - Self.mostFieldNames
      problems.append(
        Fact("missing", more > 0 ? "\(named) and \(more) more fields" : named))
    }
    return problems + coverage.notes.map { Fact("note", $0) }
  }

  private func counted(_ count: UInt64, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private var time: String {
    if let oldest = coverage.oldest, let newest = coverage.newest {
      let span = SpanText.text(from: oldest, to: newest)
      return "\(clock.text(oldest)) to \(clock.text(newest)) (\(span))"
    }
    if coverage.lineCount(.flow) == 0 {
      return "no flows read"
    }
    return coverage.flowsByVerdict.isEmpty ? "no flow passed the filters" : "no flow has a time"
  }

  private var lines: [String] {
    let results = LineResult.allCases.map { (coverage.lineCount($0), $0.rawValue) }
    return list(results.filter { $0.0 > 0 || $0.1 == LineResult.flow.rawValue })
  }

  /// The share is of all events in the range, read or lost: lost / (lost + flows by weight).
  private var lost: [String] {
    let total = coverage.lostTotal
    guard total > 0 else {
      return ["no events reported as lost"]
    }
    let share = Double(total) / (Double(total) + Double(coverage.flowsInRange))
    let sources = list(coverage.lostEvents.map { ($0.count, $0.name) })
    return ["\(total) events", "(\(percent(share))):"] + sources
  }

  /// A hole in the log's time.
  private var silence: String? {
    coverage.silence.map { silence in
      "no flow at all from \(clock.range(from: silence.from, to: silence.to)) "
        + "(\(SpanText.text(from: silence.from, to: silence.to)))"
    }
  }

  /// Why the DROPPED lines are more than the drops.
  private var counting: String? {
    let packets = packetCount.map { ", \($0) packets" } ?? ""
    switch kind {
    case .flows:
      return "lines, not packets: \(coverage.droppedLines) DROPPED lines\(packets)"
    case .drops, .summary:
      guard let packetCount, packetCount != coverage.droppedLines else {
        return nil
      }
      return "\(coverage.droppedLines) DROPPED lines, \(packetCount) drops: "
        + "one packet can be two lines, verdict and drop"
    }
  }

  /// Dropped packets, where they were counted; AUDIT lines dropped none.
  private var packetCount: UInt64? {
    let dropped = evidence.filter { $0.0 != .audit }
    return dropped.isEmpty ? nil : dropped.map(\.1).saturatingSum
  }

  private var evidence: [(Evidence, UInt64)] {
    Evidence.allCases.compactMap { kind in
      coverage.evidence[kind].flatMap { $0 > 0 ? (kind, $0) : nil }
    }
  }

  /// Each count stays on one line with its name.
  private func list(_ counts: [(UInt64, String)]) -> [String] {
    let items = counts.prefix(Self.longestList).map { "\($0.0) \($0.1)" }
    let more = counts.count - items.count
    return items.dropLast().map { $0 + "," } + items.suffix(1)
      + (more > 0 ? ["and \(more) more"] : [])
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths == 0 ? "under 0.1 %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
