public import FlowAnswer

/// A number that is counted: a gauge over one window, a counter where state is kept.
///
/// The raw value is the part of the name that the two have in common. A family is a case and its row.
public enum CountedFamily: String, CaseIterable, Sendable {
  case packetsDropped = "packets_dropped"
  case drops
  case audit
  case flows
  case lostEvents = "lost_events"
  case lines
  case inputBytes = "input_bytes"
  case queryErrors = "query_errors"
  case gaps
  case skippedLines = "skipped_lines"

  /// What a drop is told apart by, in `export`: the grouping that `WindowMetrics` takes.
  public static let dropFields: [GroupField] = [
    .sourceNamespace, .destinationNamespace, .direction, .reason, .policy, .policyKind,
  ]

  /// What the family is, and where its numbers come from.
  var row: CountedFamilyRow {
    switch self {
    case .packetsDropped:
      CountedFamilyRow(
        "Dropped packets, each counted once",
        .number { summary, _ in summary.tables.first?.total ?? 0 })
    case .drops:
      CountedFamilyRow(
        "Dropped packets by namespaces, direction, reason and policy, each counted once",
        .groups(Self.dropFields, \.tables.first))
    case .audit:
      CountedFamilyRow(
        "Packets that policy audit mode let through, by namespaces, direction, reason and policy",
        .groups(Self.dropFields, \.audits))
    case .flows:
      CountedFamilyRow(
        "Flow lines by verdict",
        .names("verdict", known: Verdict.allCases.map(\.name), \.flowsByVerdict))
    case .lostEvents:
      CountedFamilyRow(
        "Events that were lost before they could be read, by the place of the loss",
        .names("source", known: LostEventSource.allCases.map(\.name), \.lostEvents))
    case .lines:
      CountedFamilyRow(
        "Lines read, by what became of them",
        .each("result", of: LineResult.self) { value, summary, _ in
          summary.coverage.lineCount(value)
        })
    case .inputBytes:
      CountedFamilyRow("Bytes of flow log read", .number { _, facts in facts.inputByteCount })
    case .queryErrors:
      CountedFamilyRow(
        "Errors of the input or of the command that gives it",
        .each("reason", of: QueryError.self) { value, _, facts in facts.queryErrors[value] ?? 0 })
    case .gaps:
      CountedFamilyRow(
        "Gaps in time between two runs in which flows may have been missed",
        .number { _, facts in UInt64(facts.gapCount) }, hasWindow: false)
    case .skippedLines:
      CountedFamilyRow(
        "Lines from a pipe that were not counted: known from an earlier run, or too old to tell",
        .each("reason", of: SkippedLine.self) { value, _, facts in facts.skippedLines[value] ?? 0 },
        hasWindow: false)
    }
  }

  /// The gauge over what the last run read; nil where only two runs together can tell.
  public var window: MetricFamily? {
    let row = row
    return !row.hasWindow
      ? nil
      : MetricFamily(
        name: "flowaudit_window_\(rawValue)", kind: .gauge,
        help: "\(row.meaning); last run only.", labels: row.source.labels)
  }

  /// The counter over all runs of a state.
  public var counter: MetricFamily {
    let row = row
    return MetricFamily(
      name: "flowaudit_\(rawValue)_total", kind: .counter, help: "\(row.meaning).",
      labels: row.source.labels)
  }
}
