import FlowAnswer
import FlowManifest
import Testing

@testable import FlowCorrelation

/// What a list of Argo CD's applications says of how they do.
@Suite("Argo CD's health")
struct ArgoCDHealthTests {
  /// An application that Argo CD looked at at 12:00, with its status.
  private static func application(
    _ name: String, sync: String? = "Synced", health: String? = "Healthy", _ more: String = "",
    at: String = "12:00:00"
  ) -> String {
    let sync = sync.map { #""sync":{"status":"\#($0)"},"# } ?? ""
    let health = health.map { #""health":{"status":"\#($0)"},"# } ?? ""
    return
      #"{"metadata":{"name":"\#(name)","namespace":"argocd"},"spec":{},"status":{\#(sync)\#(health)\#(more)"reconciledAt":"2026-01-01T\#(at)Z"}}"#
  }

  private static func operation(_ phase: String, _ start: String, _ end: String?) -> String {
    let finished = end.map { #","finishedAt":"2026-01-01T\#($0)Z""# } ?? ""
    return
      #""operationState":{"phase":"\#(phase)","startedAt":"2026-01-01T\#(start)Z"\#(finished)},"#
  }

  private static func deployment(_ start: String, _ end: String) -> String {
    #"{"deployStartedAt":"2026-01-01T\#(start)Z","deployedAt":"2026-01-01T\#(end)Z"}"#
  }

  private func report(
    _ applications: [String], window: Nanoseconds = .seconds(3600), width: Int? = nil
  ) throws -> ArgoCDHealthReport {
    var health = ArgoCDHealth()
    try health.read(Array("[\(applications.joined(separator: ","))]".utf8), name: "f")
    return ArgoCDHealthReport(
      ArgoCDFigures(health, window: window), notes: health.notes, width: width)
  }

  private static let several = [
    application("ok", operation("Succeeded", "11:30:00", "11:30:10")),
    application("apart", sync: "OutOfSync", operation("Failed", "11:40:00", "11:40:20")),
    application("bad", health: "Degraded", operation("Error", "11:50:00", "11:51:00")),
    application("new", sync: "Unknown", health: nil, operation("Running", "11:59:00", nil)),
    application("gone", sync: nil, health: "Missing"),
    application("slow", health: "Progressing"), application("off", health: "Suspended"),
    application("odd", sync: "Sideways", health: "x|y"),
    // Ended before the hour: not of the stretch.
    application("old", operation("Failed", "10:00:00", "10:01:00")),
    // The history's sync of the same start is the last operation; its others count, too.
    application(
      "much",
      operation("Succeeded", "11:20:00", "11:20:30")
        + #""history":[\#(deployment("11:10:00", "11:10:40")),\#(deployment("11:20:00", "11:20:31")),{"deployedAt":"2026-01-01T11:15:00Z"}],"#
    ),
  ]

  @Test("the table counts, names the worst, and says what a list cannot know")
  func table() throws {
    #expect(
      try report(Self.several).table == """
        applications  10
        sync          6 Synced, 1 OutOfSync, 2 Unknown, 1 (other)
        health        4 Healthy, 1 Degraded, 1 Progressing, 1 Missing, 1 Suspended, 1 Unknown, 1 (other)
        operations    5 ended in the 3600s before 2026-01-01T12:00:00Z, 1 running now
        failed        at least 2, 40%: a list forgets those that another operation followed
        duration      p50 30s, p99 60s

        argocd/bad: Degraded, Synced, last operation Error
        argocd/apart: Healthy, OutOfSync, last operation Failed
        argocd/old: Healthy, Synced, last operation Failed
        argocd/gone: Missing, Unknown
        argocd/new: Unknown, Unknown
        argocd/odd: (other), (other)

        """)
  }

  @Test("the object for programs has the figures and the worst")
  func json() throws {
    #expect(
      try report(Self.several).json == """
        {"schema":1,
        "total_applications":10,
        "sync":{"Synced":6,"OutOfSync":1,"Unknown":2,"(other)":1},
        "health":{"Healthy":4,"Degraded":1,"Progressing":1,"Missing":1,"Suspended":1,"Unknown":1,"(other)":1},
        "out_of_sync":1,
        "degraded":1,
        "operations_running":1,
        "operations":5,
        "operations_failed":2,
        "sync_failure_rate":0.4,
        "sync_failure_rate_is_lower_bound":true,
        "p50_operation_duration_seconds":30,
        "p99_operation_duration_seconds":60,
        "window_seconds":3600,
        "list_time":"2026-01-01T12:00:00Z",
        "troubled":6,
        "worst":[{"app":"argocd/bad","sync":"Synced","health":"Degraded","phase":"Error","duration_seconds":60},{"app":"argocd/apart","sync":"OutOfSync","health":"Healthy","phase":"Failed","duration_seconds":20},{"app":"argocd/old","sync":"Synced","health":"Healthy","phase":"Failed","duration_seconds":60},{"app":"argocd/gone","sync":"Unknown","health":"Missing","phase":null,"duration_seconds":null},{"app":"argocd/new","sync":"Unknown","health":"Unknown","phase":"Running","duration_seconds":null},{"app":"argocd/odd","sync":"(other)","health":"(other)","phase":null,"duration_seconds":null}],
        "notes":[]}

        """)
  }

  @Test("Markdown is safe, whatever the names")
  func markdown() throws {
    let name = "a|b<img>"
    #expect(
      try report([Self.application(name, health: "Degraded")]).markdown == #"""
        - applications: 1
        - sync: 1 Synced, 0 OutOfSync
        - health: 0 Healthy, 1 Degraded
        - operations: 0 ended in the 3600s before 2026-01-01T12:00:00Z
        - failed: nothing to say: no operation ended
        - duration: nothing to say: no operation ended

        | Application | Sync | Health | Last operation | Seconds |
        | --- | --- | --- | --- | ---: |
        | argocd/a\|b&lt;img&gt; | Synced | Degraded | - | - |

        """#)
  }

  @Test("an empty list is no health: its figures are not there")
  func empty() throws {
    let json = try report([]).json
    #expect(json.contains(#""sync_failure_rate":null"#))
    #expect(json.contains(#""list_time":null"#))
    #expect(try report([]).table.hasPrefix("applications  0\n"))
  }

  @Test("of several dumps of an application the newer one counts, whatever their order")
  func twice() throws {
    let dumps = [
      Self.application("a", health: "Degraded", at: "11:00:00"),
      Self.application("a", health: "Healthy", at: "12:00:00"),
    ]
    for dumps in [dumps, dumps.reversed()] {
      let table = try report(dumps).table
      #expect(
        table.hasPrefix(
          "applications  1\nsync          1 Synced, 0 OutOfSync\nhealth        1 Healthy, 0 Degraded\n"
        ))
      #expect(
        table.hasSuffix(
          "note: 1 application was given more than once: the one counts that Argo CD looked at last\n"
        ))
    }
  }

  @Test(
    "percentiles are by nearest rank",
    arguments: [([1], 1, 1), ([1, 2], 1, 2), ([1, 2, 3], 2, 3), (Array(1...200), 100, 198)])
  func percentiles(_ seconds: [Int], _ middle: Int64, _ high: Int64) throws {
    let names = seconds.map { length in
      Self.application(
        "a\(length)",
        Self.operation(
          "Succeeded", "11:30:00",
          "11:\(30 + length / 60):\(String(length % 60 + 100).dropFirst())"))
    }
    var health = ArgoCDHealth()
    try health.read(Array("[\(names.joined(separator: ","))]".utf8), name: "f")
    let figures = ArgoCDFigures(health, window: .seconds(3600))
    #expect(figures.duration(percentile: 50)?.wholeSeconds == middle)
    #expect(figures.duration(percentile: 99)?.wholeSeconds == high)
  }

  @Test("more troubled applications than a screen has room for are counted")
  func many() throws {
    let text = try report((10..<30).map { Self.application("a\($0)", health: "Degraded") }).table
    #expect(text.hasSuffix("argocd/a19: Degraded, Synced\nand 10 more\n"))
  }
}
