import FlowTally

/// The coverage in words, for a table and for Markdown: a label and a text for each fact, unescaped.
struct CoverageText {
  let coverage: Coverage
  let kind: ReportKind

  var facts: [(label: String, text: String)] {
    var facts: [(label: String, text: String)] = [("time", time)]
    facts.append(("nodes", String(coverage.nodeCount)))
    facts.append(("lines", lines))
    if kind != .summary && !coverage.flowsByVerdict.isEmpty {
      facts.append(("verdicts", list(coverage.flowsByVerdict.map { ($0.count, $0.name) })))
    }
    facts.append(("lost", lost))
    if let counting {
      facts.append(("counting", counting))
    }
    if !evidence.isEmpty {
      facts.append(("evidence", list(evidence.map { ($0.1, $0.0.rawValue) })))
    }
    if coverage.aggregatedVerdicts > 0 {
      facts.append(
        ("aggregated", "\(coverage.aggregatedVerdicts) policy-verdict lines, not counted"))
    }
    if !coverage.maskedFields.isEmpty {
      facts.append(("masked", coverage.maskedFields.joined(separator: ", ")))
    }
    return facts + coverage.notes.map { ("note", $0) }
  }

  private var time: String {
    if let oldest = coverage.oldest, let newest = coverage.newest {
      let span = SpanText.text(from: oldest, to: newest)
      return "\(oldest.toTheSecond) to \(newest.toTheSecond) (\(span))"
    }
    if coverage.lineCount(.flow) == 0 {
      return "no flows read"
    }
    return coverage.flowsByVerdict.isEmpty ? "no flow passed the filters" : "no flow has a time"
  }

  private var lines: String {
    let results = LineResult.allCases.map { (coverage.lineCount($0), $0.rawValue) }
    return list(results.filter { $0.0 > 0 || $0.1 == LineResult.flow.rawValue })
  }

  /// The share is of all events read or lost: lost / (lost + flow lines).
  private var lost: String {
    let total = coverage.lostTotal
    guard total > 0 else {
      return "no events reported as lost"
    }
    let share = Double(total) / (Double(total) + Double(coverage.lineCount(.flow)))
    let sources = list(coverage.lostEvents.map { ($0.count, $0.name) })
    return "\(total) events (\(percent(share))): \(sources)"
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
    return dropped.isEmpty ? nil : dropped.reduce(0) { $0 &+ $1.1 }
  }

  private var evidence: [(Evidence, UInt64)] {
    Evidence.allCases.compactMap { kind in
      coverage.evidence[kind].flatMap { $0 > 0 ? (kind, $0) : nil }
    }
  }

  private func list(_ counts: [(UInt64, String)]) -> String {
    counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths == 0 ? "under 0.1 %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
