import FlowManifest
import Testing

@testable import FlowMonitoring

/// What the options may say, and what it comes to in rules.
@Suite struct SettingsTests {
  @Test(
    "a threshold is a number that every jsonnet writes alike",
    arguments: [
      ("0", "0"), ("10", "10"), ("007", "7"), ("0.5", "0.5"), ("2.50", "2.5"), ("3.0", "3"),
      ("123456789", "123456789"), ("1234567890", nil), ("12.3456", "12.3456"), ("123.4567", nil),
      ("0.00001", nil), ("", nil), (".5", nil), ("5.", nil), ("-1", nil), ("1e3", nil),
      ("1.2.3", nil), ("٣", nil), ("+1", nil),
    ])
  func numbers(text: String, number: String?) {
    #expect(Threshold.number(text) == number)
  }

  @Test(
    "lengths of time are as Prometheus writes them",
    arguments: [
      (1, "1s"), (60, "1m"), (90, "1m30s"), (900, "15m"), (3600, "1h"), (5400, "1h30m"),
      (86_400, "1d"), (90_061, "1d1h1m1s"),
    ])
  func durations(seconds: Int, text: String) {
    #expect(PrometheusDuration.text(seconds) == text)
  }

  @Test("a range holds three intervals, an hour too, and five minutes at the least")
  func ranges() {
    let rows = [1, 60, 100, 300, 3600, 21_600].map { interval in
      var settings = MonitoringSettings()
      settings.interval = interval
      return [Parameter.range, .hour, .longRange, .twelveIntervals].map { $0.value(settings) }
    }
    #expect(
      rows == [
        ["5m", "1h", "5m", "12s"], ["5m", "1h", "6m", "12m"], ["5m", "1h", "10m", "20m"],
        ["15m", "1h", "30m", "1h"], ["3h", "3h", "6h", "12h"], ["18h", "18h", "1d12h", "3d"],
      ])
  }

  @Test(
    "labels are those that Kubernetes takes",
    arguments: [
      ("team=network", true), ("app.kubernetes.io/part-of=monitoring", false),
      ("grafana-folder=x", false), ("a.b=c", false),
    ])
  func labels(text: String, isOfPrometheus: Bool) throws {
    #expect(try SetLabel(text).isOfPrometheus == isOfPrometheus)
  }

  @Test(
    "other labels are refused",
    arguments: [
      ("team", SetLabelError.noValue("team")), ("team=", .badValue("team")),
      ("=x", .badName("")), ("severity=page", .ownLabel("severity")),
      ("__name__=x", .ownLabel("__name__")), ("a/b/c=d", .badName("a/b/c")),
      ("A_b.c/d=e", .badName("A_b.c/d")), ("te am=x", .badName("te am")),
      ("team=a\"b", .badValue("team")), ("team={{ $value }}", .badValue("team")),
    ])
  func wrongLabels(text: String, error: SetLabelError) {
    #expect(throws: error) { try SetLabel(text) }
  }

  @Test("the runbook's pattern has the alert's name where it asks for it")
  func runbooks() {
    #expect(
      RunbookLink.of("AbC", "{https://x/{alert}?{a}#{anchor}{") == "{https://x/AbC?{a}#abc{")
  }
}
