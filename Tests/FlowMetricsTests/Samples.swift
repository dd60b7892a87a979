import FlowAnswer
import FlowMetrics

/// Runs that the tests write.
enum Samples {
  static func time(_ seconds: Int64, _ nanoseconds: Int64 = 0) -> Timestamp {
    Timestamp(nanoseconds: (1_778_479_200 + seconds) * 1_000_000_000 + nanoseconds)
  }

  static func table(_ rows: [([String], UInt64)], hasOverflowed: Bool = false) -> GroupedCounts {
    GroupedCounts(
      grouping: WindowMetrics.grouping,
      rows: rows.map { GroupRow(values: $0.0, count: $0.1, first: nil, last: nil) },
      hasOverflowed: hasOverflowed)
  }

  static var summary: Summary {
    var coverage = Coverage()
    coverage.oldest = time(0, 1_000_000)
    coverage.newest = time(899, 999_999_999)
    coverage.lines = [.flow: 20_000, .lostEvents: 2, .malformed: 3]
    coverage.flowsByVerdict = [
      .init(name: "DROPPED", count: 787), .init(name: "FORWARDED", count: 19_213),
      .init(name: "NEW_VERDICT", count: 1),
    ]
    coverage.lostEvents = [.init(name: "HUBBLE_RING_BUFFER", count: 34)]
    let rows: [([String], UInt64)] = [
      (["cart", "payments", "ingress", "POLICY_DENIED", "(default deny)", "(none)"], 12),
      (
        ["fraud", "reserved:world", "egress", "POLICY_DENY", "fraud/deny", "CiliumNetworkPolicy"],
        411
      ),
      (["a\"b\\c\nd", "=cmd()", "unknown", "<script>", "日本\u{0}", "(none)"], 6),
    ]
    var summary = Summary(coverage: coverage, tables: [table(rows)])
    summary.audits = table([
      (["cart", "payments", "egress", "(audit)", "(unnamed)", "(none)"], 3)
    ])
    return summary
  }

  static func facts(wasSuccessful: Bool = true, errors: [QueryError: UInt64] = [:]) -> RunFacts {
    RunFacts(
      start: time(1000, 500_000_000), duration: .milliseconds(1234), wasSuccessful: wasSuccessful,
      version: "1.2.3", inputByteCount: 49_800_000, queryErrors: errors)
  }

  /// A run that could read nothing.
  static var nothing: Summary {
    Summary(coverage: Coverage(), tables: [table([])])
  }
}
