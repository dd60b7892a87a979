import FlowAnswer
import FlowMetrics
import Testing

struct PreviousTextfileTests {
  private static let old = WindowMetrics(Samples.summary, facts: Samples.facts(), previous: nil)
    .text

  private func failed(after old: String, reading summary: Summary = Samples.nothing) -> String {
    var facts = Samples.facts(wasSuccessful: false, errors: [.commandFailed: 1])
    facts.start = Samples.time(2000)
    facts.version = "1.2.4"
    return WindowMetrics(summary, facts: facts, previous: PreviousTextfile(Array(old.utf8))).text
  }

  @Test(
    "a failed run that read nothing changes what is said about the run and its errors, and nothing else"
  )
  func keepsWindow() {
    var expected = Self.old
    for (before, after) in [
      ("{version=\"1.2.3\"} 1", "{version=\"1.2.4\"} 1"),
      (
        "flowaudit_window_query_errors{reason=\"command_failed\"} 0",
        "flowaudit_window_query_errors{reason=\"command_failed\"} 1"
      ),
      ("flowaudit_last_run_success 1", "flowaudit_last_run_success 0"),
      (
        "flowaudit_last_run_timestamp_seconds 1778480200.5",
        "flowaudit_last_run_timestamp_seconds 1778481200"
      ),
    ] {
      expected = expected.replacing(before, with: after)
    }
    #expect(failed(after: Self.old) == expected)
    #expect(failed(after: failed(after: Self.old)) == expected)
  }

  @Test("a failed run that read a line replaces the window and keeps the last success")
  func replacesWindow() {
    var summary = Samples.nothing
    summary.coverage.lines = [.malformed: 1]
    let text = failed(after: Self.old, reading: summary)
    #expect(text.contains("\nflowaudit_window_packets_dropped 0\n"))
    #expect(text.contains("\nflowaudit_window_query_errors{reason=\"command_failed\"} 1\n"))
    #expect(text.contains("\nflowaudit_last_success_timestamp_seconds 1778480200.5\n"))
  }

  @Test("a run that succeeds has no use for the old file")
  func success() {
    let previous = PreviousTextfile(Array(Self.old.utf8))
    let summary = Samples.nothing
    #expect(
      WindowMetrics(summary, facts: Samples.facts(), previous: previous).text
        == WindowMetrics(summary, facts: Samples.facts(), previous: nil).text)
  }

  @Test("constant labels of the old window stay with it")
  func constantLabels() throws {
    let labels = try ConstantLabels(["cluster=a\\b\"c\nd"])
    let old = WindowMetrics(
      Samples.summary, facts: Samples.facts(), previous: nil, constantLabels: labels
    ).text
    #expect(
      failed(after: old).contains(
        "\nflowaudit_window_packets_dropped{cluster=\"a\\\\b\\\"c\\nd\"} 429\n"))
    #expect(
      failed(after: old).contains("\nflowaudit_last_success_timestamp_seconds 1778480200.5\n"))
  }

  private static let head = "# HELP flowaudit_window_drops x\n# TYPE flowaudit_window_drops gauge\n"
  private static let plain =
    "# HELP flowaudit_window_seconds x\n# TYPE flowaudit_window_seconds gauge\n"

  @Test(
    "a file that is not as we write it is not believed",
    arguments: [
      "", "\n", "x\n", "flowaudit_window_seconds 1\n",
      plain + "flowaudit_window_seconds 1",  // no last line feed
      plain + "flowaudit_window_seconds 1\r\n",
      plain + "flowaudit_window_seconds 1 1778480200\n",  // a timestamp
      plain + "flowaudit_window_seconds  1\n", plain + "flowaudit_window_seconds\n",
      plain + "flowaudit_window_seconds NaN\n", plain + "flowaudit_window_seconds 1e3\n",
      plain + "flowaudit_window_seconds 1.\n", plain + "flowaudit_window_seconds -\n",
      plain + "flowaudit_window_seconds 1\nflowaudit_window_seconds 2\n",  // a series twice
      plain + "flowaudit_window_seconds 1\n" + plain + "flowaudit_window_seconds{a=\"b\"} 1\n",
      plain + "flowaudit_window_seconds 1\n\n", plain + "flowaudit_window_secondsx 1\n",
      plain + "flowaudit_window_seconds{} 1\n", plain + "flowaudit_window_seconds{a=\"\"} 1\n",
      plain + "flowaudit_window_seconds{a=\"b} 1\n",
      plain + "flowaudit_window_seconds{a=\"b\\x\"} 1\n",
      plain + "flowaudit_window_seconds{a=\"b\",} 1\n",
      plain + "flowaudit_window_seconds{__a=\"b\"} 1\n",
      plain + "flowaudit_window_seconds{a=\"b\",a=\"c\"} 1\n",
      plain + "flowaudit_window_seconds{a=\"\u{0}\"} 1\n",
      "# TYPE flowaudit_window_seconds gauge\nflowaudit_window_seconds 1\n",
      "# HELP flowaudit_window_seconds x\nflowaudit_window_seconds 1\n",
      "# HELP flowaudit_window_seconds x\n# TYPE flowaudit_window_seconds counter\nflowaudit_window_seconds 1\n",
      "# HELP up x\n# TYPE up gauge\nup 1\n", plain + "up 1\n",
      head + "flowaudit_window_drops 1\n",
      head + "flowaudit_window_drops{source_namespace=\"a\"} 1\n",
    ])
  func garbage(text: String) {
    let isBelieved = PreviousTextfile(Array(text.utf8)) != nil
    #expect(!isBelieved)
    #expect(failed(after: text) == failed(after: "garbage"))
  }

  @Test("invalid UTF-8 is not believed")
  func invalidUTF8() {
    let bytes =
      Array("\(Self.plain)flowaudit_window_seconds{a=\"".utf8) + [0xFF] + Array("\"} 1\n".utf8)
    let isBelieved = PreviousTextfile(bytes) != nil
    #expect(!isBelieved)
  }

  @Test("a file cut anywhere is believed at the end of a line or not at all")
  func cut() {
    let bytes = Array(Self.old.utf8)
    for length in bytes.indices {
      let isBelieved = PreviousTextfile(Array(bytes[..<length])) != nil
      #expect(!isBelieved || bytes[length - 1] == UInt8(ascii: "\n"))
    }
  }
}
