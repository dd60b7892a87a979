import FlowAnswer
import FlowReport
import Foundation
import Testing

/// What is told to somebody elsewhere: whole bodies, and their bounds.
struct NoticeTests {
  private static let now = Samples.time(900)
  private static let missing =
    "lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER; unreadable: 3 of 20005 lines"
  private static let coverage =
    "20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z; " + missing

  private static func block(_ type: String) -> String {
    #"{"type":"\#(type)","text":{"type":"plain_text","emoji":false,"text":"#
  }

  private static func notice(
    _ summary: Summary, top: Int? = nil, zeroReason: String? = nil, gaps: [String] = []
  ) -> Notice {
    var layout = Layout(top: top)
    layout.zeroReason = zeroReason
    return Report(summary, kind: .drops, layout: layout).notice(gaps: gaps)
  }

  private static func text(_ format: NoticeFormat, _ notice: Notice) -> String {
    String(decoding: format.body(of: notice, now: now), as: UTF8.self)
  }

  @Test("an alert is a row; what was lost and what is left out are alerts, too")
  func alerts() {
    let expected = #"""
      [{"labels":{"alertname":"FlowauditDrops","severity":"warning","source_namespace":"fraud-detection","destination_namespace":"reserved:world","reason":"POLICY_DENY","policy":"fraud-detection/deny-metadata-api"},"annotations":{"summary":"411 drops: source-namespace fraud-detection, destination-namespace reserved:world, reason POLICY_DENY, policy fraud-detection/deny-metadata-api","times":"2026-05-11T06:00:00.001Z to 2026-05-11T06:14:59.999999999Z","drops":"411","coverage":"COVERAGE"},"startsAt":"2026-05-11T06:00:00.001Z","endsAt":"2026-05-11T07:15:00Z"},
      {"labels":{"alertname":"FlowauditDrops","severity":"warning","source_namespace":"cart","destination_namespace":"payments","reason":"POLICY_DENIED","policy":"(default deny)"},"annotations":{"summary":"12 drops: source-namespace cart, destination-namespace payments, reason POLICY_DENIED, policy (default deny)","times":"2026-05-11T06:00:01Z to 2026-05-11T06:00:02.000000005Z","drops":"12","coverage":"COVERAGE"},"startsAt":"2026-05-11T06:00:01Z","endsAt":"2026-05-11T07:15:00Z"},
      {"labels":{"alertname":"FlowauditDropsLeftOut","severity":"warning"},"annotations":{"summary":"1 more row, 6 drops: --output json has all","coverage":"COVERAGE"},"startsAt":"2026-05-11T06:15:00Z","endsAt":"2026-05-11T07:15:00Z"},
      {"labels":{"alertname":"FlowauditIncomplete","severity":"warning"},"annotations":{"summary":"flowaudit has not read all: LOST","description":"429 drops in 3 rows in what was read","coverage":"COVERAGE"},"startsAt":"2026-05-11T06:15:00Z","endsAt":"2026-05-11T07:15:00Z"}]

      """#
      .replacing("COVERAGE", with: Self.coverage).replacing("LOST", with: Self.missing)
    #expect(Self.text(.alertmanager, Self.notice(Samples.summary, top: 2)) == expected)
  }

  @Test("a message has a header, what is missing, the rows and the coverage")
  func message() {
    let expected = #"""
      {"text":"flowaudit: 429 drops in 3 rows","mrkdwn":false,"unfurl_links":false,"blocks":[HEADER"flowaudit: 429 drops in 3 rows"}},SECTION"Not all was read: LOST"}},SECTION"411: source-namespace fraud-detection, destination-namespace reserved:world, reason POLICY_DENY, policy fraud-detection/deny-metadata-api | 2026-05-11T06:00:00.001Z to 2026-05-11T06:14:59.999999999Z\n12: source-namespace cart, destination-namespace payments, reason POLICY_DENIED, policy (default deny) | 2026-05-11T06:00:01Z to 2026-05-11T06:00:02.000000005Z"}},SECTION"... 1 more row, 6 drops: --output json has all"}},SECTION"Coverage\n20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z\nlost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER\nunreadable: 3 of 20005 lines"}}]}

      """#
      .replacing("LOST", with: Self.missing).replacing("HEADER", with: Self.block("header"))
      .replacing("SECTION", with: Self.block("section"))
    #expect(Self.text(.slack, Self.notice(Samples.summary, top: 2)) == expected)
  }

  @Test("nothing found is no alert, and a message that says why")
  func nothing() {
    var summary = Samples.summary
    summary.coverage.lostEvents = []
    summary.coverage.lines = [:]
    summary.tables = [GroupedCounts(grouping: Grouping(by: [.reason], counting: .drops), rows: [])]
    let notice = Self.notice(summary, zeroReason: "no flow was dropped")
    #expect(Self.text(.alertmanager, notice) == "[]\n")
    let message = Self.text(.slack, notice)
    #expect(message.contains("flowaudit: no drops"))
    #expect(message.contains("Why: no flow was dropped"))
  }

  @Test("what was not read is said, whatever was found")
  func gaps() throws {
    var summary = Samples.summary
    summary.tables = [GroupedCounts(grouping: Grouping(by: [.reason], counting: .drops), rows: [])]
    summary.wasInterrupted = true
    let notice = Self.notice(summary, gaps: ["a.log: cannot be read"])
    let alerts = try Self.alerts(notice)
    #expect(alerts.map { $0.labels["alertname"] } == ["FlowauditIncomplete"])
    let told = try #require(alerts.first?.annotations["summary"])
    #expect(told.contains("interrupted") && told.contains("a.log: cannot be read"))
    #expect(Self.text(.slack, notice).contains("Not all was read: interrupted"))
  }

  @Test("nothing of a log is markup, and nobody is called by it")
  func hostile() throws {
    let names = [
      "<!channel>", "<@U1>", "&amp;", "*b* _i_ `c`", "\u{202E}x", "@here", "<https://a|b>",
    ]
    let rows = names.map { Samples.row([$0, $0, "a\nb", "\u{1B}[31m"], 1) }
    var summary = Samples.summary
    summary.tables = [Samples.drops(rows)]
    let message = Self.text(.slack, Self.notice(summary))
    #expect(!message.contains("<") && !message.contains(">"))
    #expect(message.contains("&lt;!channel&gt;") && message.contains("&amp;amp;"))
    #expect(!message.contains("\"mrkdwn\"}") && !message.contains("\"type\":\"mrkdwn\""))
    #expect(message.contains("\\\\u202e") && !message.contains("\u{1B}"))
    #expect(
      try Self.alerts(Self.notice(summary)).contains {
        $0.labels["source_namespace"] == "<!channel>"
      })
  }

  @Test(
    "a message keeps to what Slack takes, and a list of alerts is bounded",
    arguments: ["&", "x", "\u{1F44D}", "\u{1B}", "\""])
  func bounds(character: String) throws {
    let long = String(repeating: character, count: 3_000)
    let rows = (0..<2_000).map { Samples.row(["\($0)" + long, long, long, long], 3) }
    var summary = Samples.summary
    summary.tables = [Samples.drops(rows)]
    let notice = Self.notice(summary, gaps: Array(repeating: long, count: 50))
    let message = NoticeFormat.slack.body(of: notice, now: Self.now)
    #expect(message.count <= 40_000)
    let slack = try JSONDecoder().decode(Message.self, from: Data(message))
    #expect(slack.blocks.count <= 50)
    #expect(slack.blocks.allSatisfy { $0.text.type == "plain_text" && !$0.text.emoji })
    #expect(
      slack.blocks.allSatisfy { $0.text.text.utf16.count <= ($0.type == "header" ? 150 : 3_000) })
    #expect(slack.blocks.allSatisfy { !$0.text.text.isEmpty })
    #expect(slack.blocks.reduce(0) { $0 + $1.text.text.utf16.count } <= 40_000)
    let told = slack.blocks.map(\.text.text).joined()
    #expect(told.contains(" more rows, "))
    let alerts = try Self.alerts(notice)
    #expect(alerts.count == 202)
    #expect(alerts.allSatisfy { $0.labels.values.allSatisfy { $0.utf8.count <= 2_000 } })
    #expect(NoticeFormat.alertmanager.body(of: notice, now: Self.now).count < 16 << 20)
  }

  private struct Message: Decodable {
    struct Block: Decodable {
      struct Text: Decodable {
        let type: String
        let emoji: Bool
        let text: String
      }
      let type: String
      let text: Text
    }
    let text: String
    let blocks: [Block]
  }

  private struct Alert: Decodable {
    let labels: [String: String]
    let annotations: [String: String]
  }

  private static func alerts(_ notice: Notice) throws -> [Alert] {
    try JSONDecoder().decode(
      [Alert].self, from: Data(NoticeFormat.alertmanager.body(of: notice, now: now)))
  }
}
