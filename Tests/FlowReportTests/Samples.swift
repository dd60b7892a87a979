import FlowAnswer
import FlowReport

/// Summaries that the tests write.
enum Samples {
  static let fields: [GroupField] = [.sourceNamespace, .destinationNamespace, .reason, .policy]
  static let start: Int64 = 1_778_479_200  // 2026-05-11T06:00:00Z

  static func time(_ seconds: Int64, _ nanoseconds: Int64 = 0) -> Timestamp {
    Timestamp(nanoseconds: (start + seconds) * 1_000_000_000 + nanoseconds)
  }

  static func row(
    _ values: [String], _ count: UInt64, _ first: Timestamp? = nil, _ last: Timestamp? = nil
  ) -> GroupRow {
    GroupRow(values: values, count: count, first: first, last: last)
  }

  static func drops(
    _ rows: [GroupRow], by fields: [GroupField] = fields, hasOverflowed: Bool = false
  ) -> GroupedCounts {
    GroupedCounts(
      grouping: Grouping(by: fields, counting: .drops), rows: rows, hasOverflowed: hasOverflowed)
  }

  /// A quarter of an hour of a small cluster.
  static var coverage: Coverage {
    var coverage = Coverage()
    coverage.oldest = time(0, 1_000_000)
    coverage.newest = time(899, 999_999_999)
    coverage.lines = [.flow: 20_000, .lostEvents: 2, .malformed: 3]
    coverage.flowsInRange = 20_000
    coverage.flowsByVerdict = [
      .init(name: "DROPPED", count: 787), .init(name: "FORWARDED", count: 19_213),
    ]
    coverage.lostEvents = [
      .init(name: "HUBBLE_RING_BUFFER", count: 34),
      .init(name: "PERF_EVENT_RING_BUFFER", count: 1200),
    ]
    coverage.droppedLines = 787
    coverage.evidence = [.notification: 71, .notificationWithVerdict: 358]
    coverage.nodeCount = 3
    return coverage
  }

  static let rows = [
    row(["cart", "payments", "POLICY_DENIED", "(default deny)"], 12, time(1), time(2, 5)),
    row(
      ["fraud-detection", "reserved:world", "POLICY_DENY", "fraud-detection/deny-metadata-api"],
      411,
      time(0, 1_000_000), time(899, 999_999_999)),
    row(["postgres-operator", "cart", "STALE_OR_UNROUTABLE_IP", "(none)"], 6, time(60), time(61)),
  ]

  static var summary: Summary {
    Summary(coverage: coverage, tables: [drops(rows)])
  }

  /// Names that nobody's cluster has.
  static let hostileRows = [
    row(["\"quoted\"", "two\nlines", "\u{1B}[31mred\u{1B}[0m", "a|b\\c"], 5, time(0), time(5)),
    row(["=cmd()", "<script>alert(1)</script>", "\u{202E}gnp.exe", "*b* _i_ `c`"], 4, nil, nil),
    row(["日本語", "👍🏽 ok", "e\u{301}te\u{301}", "[x](https://a.b) www.c.d"], 3, time(0), nil),
    row(["-1+1", "@SUM(A1)", "a\u{0}b\u{7F}\u{9B}c\u{2028}d", "tab\there\r"], 2, time(0), time(0)),
  ]

  static var hostile: Summary {
    var coverage = coverage
    coverage.flowsByVerdict = [.init(name: "\u{1B}]0;x\u{7}|<b>", count: 14)]
    coverage.lostEvents = []
    coverage.maskedFields = ["uuid"]
    coverage.notes = ["node \"a\nb\" is unavailable."]
    return Summary(coverage: coverage, tables: [drops(hostileRows)])
  }

  /// The four tables of `flowaudit summary`.
  static var whole: Summary {
    let verdicts = GroupedCounts(
      grouping: Grouping(by: [.verdict], counting: .flows),
      rows: [
        row(["FORWARDED"], 19_213, time(0, 1_000_000), time(899)),
        row(["DROPPED"], 787, time(1), time(899, 999_999_999)),
      ])
    let pairs = (1...12).map { number in
      row(["ns-\(number)", "cart"], UInt64(10 * number), time(Int64(number)), time(100))
    }
    return Summary(
      coverage: coverage,
      tables: [
        verdicts,
        drops([row(["POLICY_DENIED"], 780, time(1), time(2))], by: [.reason]),
        drops(pairs, by: [.sourceNamespace, .destinationNamespace]),
        drops(
          [
            row(["(none)"], 700, time(1), time(2)),
            row(["cart/deny"], 80, time(1), time(2)),
          ], by: [.policy]),
      ])
  }

  /// Drops with an example of a hostile name for the largest row, which is not the first in the order asked for.
  static var exemplary: Summary {
    var table = drops(rows)
    table.sort(by: .field(.sourceNamespace))
    var summary = Summary(coverage: coverage, tables: [table])
    summary.examples = DropExamples([
      rows[1].values: DropExample(
        time: time(7), source: "fraud-detection/a\u{1B}[31m-7d9f", destination: "203.0.113.9",
        port: "443", transport: "TCP")
    ])
    return summary
  }

  /// A command line with an option that is wider than any screen.
  static func showMore(_ layout: inout Layout) {
    layout.lineForMore = { row in
      Layout.MoreOfRow(
        command: ["flowaudit", "filter", "/var/run/cilium/hubble/events.log"],
        options: [
          ["--verdict", "DROPPED"], ["--from-namespace", row.values[0]],
          ["--to-fqdn", String(repeating: "a", count: 90)], ["--drop-reason-desc", row.values[2]],
        ])
    }
  }

  /// Nothing read, and stopped at once.
  static var empty: Summary {
    Summary(coverage: Coverage(), tables: [drops([])], wasInterrupted: true)
  }

  /// More groups than were allowed.
  static var overflowed: Summary {
    let other = row(["(other)", "(other)", "(other)", "(other)"], 7, time(0), time(3))
    return Summary(
      coverage: coverage, tables: [drops([rows[0], other], hasOverflowed: true)])
  }

  /// Flow lines by time bucket and verdict, over two days.
  static var flows: Summary {
    var coverage = coverage
    coverage.newest = time(90_000)
    coverage.aggregatedVerdicts = 5
    coverage.maskedFields = ["node_name", "uuid"]
    let grouping = Grouping(by: [.bucket, .verdict], counting: .flows)
    let rows = [
      row(["2026-05-11T06:00:00Z", "DROPPED"], 787, time(1), time(59)),
      row(["2026-05-12T07:00:00Z", "FORWARDED"], 19_213, time(90_000), time(90_000)),
      row(["(none)", "FORWARDED"], 1),
    ]
    return Summary(coverage: coverage, tables: [GroupedCounts(grouping: grouping, rows: rows)])
  }

  static func text(
    _ summary: Summary, _ format: ReportFormat, kind: ReportKind = .drops, width: Int? = nil,
    height: Int? = nil, usesColor: Bool = false, top: Int? = nil,
    _ change: (inout Layout) -> Void = { _ in }
  ) -> String {
    var layout = Layout(width: width, height: height, usesColor: usesColor, top: top)
    change(&layout)
    return Report(summary, kind: kind, layout: layout).text(format)
  }
}
