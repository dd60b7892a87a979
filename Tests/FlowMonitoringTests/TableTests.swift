import FlowAnswer
import FlowManifest
import Testing

@testable import FlowMonitoring

/// The tables of alerts, recording rules and panels.
@Suite struct TableTests {
  @Test("each alert says in a sentence what it means, and its group's condition goes with it")
  func sentences() {
    for name in AlertName.allCases {
      let row = name.row
      let texts = [row.summary, row.description].map { $0.resolved(MonitoringSettings()) }
      #expect(texts.allSatisfy { $0.hasSuffix(".") && !$0.contains("\n") }, "\(name)")
      #expect(!texts[0].contains("{{"), "\(name)")
      #expect(name.rawValue.hasPrefix("Flowaudit"))
    }
  }

  @Test("an alert is left out by its name, groups that nobody asked for are not there")
  func leftOut() throws {
    var settings = MonitoringSettings()
    let standard = names(settings)
    #expect(
      Set(AlertName.allCases.map(\.rawValue)).subtracting(standard)
        == ["FlowauditDNSFailures", "FlowauditHTTPErrors", "FlowauditNoFlows"])
    settings.hubbleMetrics = try HubbleMetrics("dns httpV2")
    settings.expectsFlows = true
    #expect(names(settings) == Set(AlertName.allCases.map(\.rawValue)))
    for name in AlertName.allCases {
      settings.without = [name]
      #expect(!names(settings).contains(name.rawValue))
    }
  }

  @Test("the agent's labels decide whose answers are told apart")
  func answerers() throws {
    var settings = MonitoringSettings()
    settings.clusterLabel = "cluster"
    for (metrics, labels) in [
      ("httpV2", "cluster"), ("httpV2:destinationContext=pod", "cluster, destination"),
      (
        "httpV2:labelsContext=source_namespace,destination_workload,destination_namespace",
        "cluster, destination_namespace, destination_workload"
      ),
    ] {
      settings.hubbleMetrics = try HubbleMetrics(metrics)
      #expect(Parameter.answererBy.value(settings) == labels)
    }
    settings.hubbleMetrics = try HubbleMetrics("http")
    #expect(settings.answererLabels == nil)
  }

  @Test("a text of jsonnet stands for what it is made from")
  func jsonnet() {
    let text: Text = "100 % of \(.range), it's \"\(threshold: .dropsCritical)\"\n"
    #expect(
      JsonnetText.of(.text(text), indent: 0)
        == #"'100 % of ' + text.range + ', it\'s "' + text.dropsCritical + '"\n'"#)
    #expect(JsonnetText.of("\(.range)", indent: 0) == "text.range")
    #expect(JsonnetText.of("it's 5 %", indent: 0) == #""it's 5 %""#)
    #expect(
      JsonnetText.of(["for": 1, "a-b": [], "c": [:]], indent: 2)
        == "{\n    'for': 1,\n    'a-b': [],\n    c: {},\n  }")
  }

  private func names(_ settings: MonitoringSettings) -> Set<String> {
    let text = AlertRules(settings).text(.rules)
    return Set(text.matches(of: /- alert: (\w+)/).map { String($0.1) })
  }
}
