import Foundation
import TestSupport
import Testing

/// The recipes of `docs/carriers.md`, run with real servers on loopback.
@Suite struct CarrierTests {
  private static let log = "flows/full-20k.jsonl.gz"
  private static let collector = "docs/deploy/carriers/opentelemetry.yaml"

  private struct Arrival: Decodable {
    var series: Int?
    var same: Bool?
    var alerts: [[String: String]]?
    var annotations: [[String: String]]?
    var told: [String]?
  }

  private func run(_ recipe: String) throws -> Arrival {
    let outcome = try Tool.script("carriers.py", [recipe, Binary.path, Fixture.path(Self.log)])
    return try JSONDecoder().decode(Arrival.self, from: Data(outcome.output))
  }

  @Test(
    "every series arrives with its value where vmagent and a Prometheus agent write to",
    arguments: ["vmagent", "agent"])
  func remoteWrite(recipe: String) throws {
    let series = try #require(try run(recipe).series)
    #expect(series > 100)
  }

  @Test("the Pushgateway serves what a batch job pushed")
  func pushgateway() throws {
    let arrival = try run("pushgateway")
    #expect(arrival.same == true)
    #expect(try #require(arrival.series) > 100)
  }

  @Test("Alertmanager takes the alerts, and tells a webhook of them")
  func alertmanager() throws {
    let arrival = try run("alertmanager")
    let alerts = try #require(arrival.alerts)
    // The 20 rows of --top 20, what it left out, and the nodes that were not there.
    #expect(alerts.count { $0["alertname"] == "FlowauditDrops" } == 20)
    let names = Set(alerts.compactMap { $0["alertname"] })
    #expect(names.contains("FlowauditDropsLeftOut"))
    #expect(arrival.told?.isEmpty == false && names.isSuperset(of: arrival.told ?? []))
    let annotations = try #require(arrival.annotations)
    #expect(annotations.allSatisfy { $0["coverage"]?.isEmpty == false })
  }

  @Test("the collector's configuration has fields that its components have")
  func collector() throws {
    let outcome = try Tool.attempt(
      Tool.python, [Fixture.path("tools/collector.py"), Fixture.root + Self.collector])
    #expect(outcome.text + outcome.errorText == "" && outcome.status == .exited(0))
  }

  @Test(
    "the check of it finds what is wrong",
    arguments: [
      ("include:", "includes:", "receivers.filelog.includes: no such field"),
      ("start_at: beginning", "start_at: first", "receivers.filelog.start_at: first is none of"),
      ("storage: file_storage", "storage: storage", "extensions.storage: is used and not there"),
      ("layout_type: gotime", "layout_type: go", "timestamp.layout_type: go is none of"),
      ("receivers: [filelog]", "receivers: [file]", "receivers.filelog: is there and not used"),
      (
        "scrape_configs:", "scrape_config:",
        "receivers.prometheus.config.scrape_config: no such field"
      ),
      (
        "limit_mib: 128", "limit_mib: 128Mi",
        "processors.memory_limiter.limit_mib: '128Mi' is no int"
      ),
      ("otlphttp:", "otlp_http:", "exporters.otlp_http: no such component"),
      ("targets: [\"127.0.0.1:9100\"]", "targets: 127.0.0.1:9100", "targets: a list belongs here"),
      ("type: json_parser", "type: json", "operators[0].type: json is none of"),
    ])
  func mutants(old: String, new: String, message: String) throws {
    let text = try String(contentsOfFile: Fixture.root + Self.collector, encoding: .utf8)
    #expect(text.contains(old))
    let directory = try TemporaryDirectory()
    let file = try directory.file("c.yaml", text.replacing(old, with: new))
    let outcome = try Tool.attempt(Tool.python, [Fixture.path("tools/collector.py"), file])
    #expect(outcome.status == .exited(1) && outcome.text.contains(message), "\(outcome.text)")
  }

  @Test("what filter writes has the time that the collector asks for")
  func time() throws {
    let outcome = try Binary.run("filter", "--verdict", "DROPPED", "--first", "1", Self.log)
    let line = try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any]
    #expect(line?["time"] is String)
  }
}
