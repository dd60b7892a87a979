import Foundation
import Testing

@testable import FlowGenerator

@Suite struct TrafficTests {
  @Test("dropped packets are 3.5 % of ten thousand")
  func share() {
    #expect(PacketKind.allCases.reduce(0) { $0 + $1.share } == 10_000)
    #expect(PacketKind.allCases.filter(\.isDrop).reduce(0) { $0 + $1.share } == 350)
  }

  @Test("3 to 4 lines in a hundred are DROPPED", arguments: [Shape.full, .exporter, .minimal])
  func droppedLines(shape: Shape) throws {
    let log = try GeneratedLog(shape, lines: 10_000)
    #expect(300...400 ~= log.flows.count { $0.text("verdict") == "DROPPED" })
  }

  @Test("a log has every verdict, protocol and kind of line")
  func variety() throws {
    let log = try GeneratedLog(.full, lines: 40_000)
    #expect(
      Set(log.flows.map { $0.text("verdict") }) == [
        "FORWARDED", "DROPPED", "ERROR", "AUDIT", "REDIRECTED", "TRACED", "TRANSLATED",
      ])
    #expect(
      Set(log.flows.flatMap { $0.object("l4").keys }) == [
        "TCP", "UDP", "SCTP", "ICMPv4", "ICMPv6",
      ])
    #expect(
      Set(log.objects.flatMap(\.keys)) == [
        "flow", "lost_events", "node_status", "agent_event", "debug_event", "node_name", "time",
      ])
  }

  @Test("only dropped packets stand in a log of drops")
  func drops() throws {
    let log = try GeneratedLog(.drops, lines: 3000)
    #expect(log.flows.count == 3000)
    #expect(log.flows.allSatisfy { $0.text("verdict") == "DROPPED" })
  }

  @Test("nine in ten packets that a policy dropped have a verdict and then a notification")
  func pairs() throws {
    var waiting: [String: String] = [:]
    var paired = 0
    var notifications = 0
    for flow in try GeneratedLog(.drops, lines: 4000).flows
    where flow.text("drop_reason_desc").hasPrefix("POLICY") {
      let key = try pairKey(flow)
      if flow.object("event_type")["type"] as? Int == 5 {
        waiting[key] = flow.text("time")
        continue
      }
      notifications += 1
      #expect(flow["egress_denied_by"] == nil && flow["ingress_denied_by"] == nil)
      if let verdict = waiting.removeValue(forKey: key) {
        paired += 1
        // As Cilium writes them: microseconds apart.
        let distance = nanoseconds(flow.text("time")) - nanoseconds(verdict)
        #expect(1...20_000 ~= distance)
      }
    }
    #expect(notifications > 1500)
    #expect(paired * 10 > notifications * 9)
  }

  /// Nanoseconds of the hour.
  private func nanoseconds(_ time: String) -> Int {
    let parts = time.dropLast().split { ":.".contains($0) }.compactMap { Int($0) }
    return parts.count == 3 ? (parts[0] * 60 + parts[1]) * 1_000_000_000 + parts[2] : 0
  }

  private func pairKey(_ flow: [String: Any]) throws -> String {
    let address = flow.object("IP")
    let transport = try JSONSerialization.data(
      withJSONObject: flow.object("l4"), options: .sortedKeys)
    return [
      flow.text("node_name"), address.text("source"), address.text("destination"),
      String(decoding: transport, as: UTF8.self), flow.text("drop_reason_desc"),
    ].joined(separator: " ")
  }

  @Test("an explicit deny names policies of its direction, a default deny none")
  func policies() throws {
    let flows = try GeneratedLog(.drops, lines: 4000).flows
    let verdicts = flows.filter { $0.object("event_type")["type"] as? Int == 5 }
    for flow in verdicts {
      let other = flow.text("traffic_direction") == "INGRESS" ? "egress" : "ingress"
      #expect(flow["\(other)_denied_by"] == nil)
    }
    let named = verdicts.filter { $0["ingress_denied_by"] != nil || $0["egress_denied_by"] != nil }
    #expect(named.count > 100)
    #expect(named.allSatisfy { $0.text("drop_reason_desc") == "POLICY_DENY" })
  }

  @Test("names outside the cluster are of domains that are reserved for examples")
  func names() throws {
    let flows = try GeneratedLog(.full, lines: 20_000).flows
    let names = flows.flatMap { flow in
      (flow["source_names"] as? [String] ?? []) + (flow["destination_names"] as? [String] ?? [])
        + [flow.object("l7").object("dns").text("query")]
    }
    let outside = Set(names.filter { !$0.isEmpty && !$0.hasSuffix(".svc.cluster.local.") })
    #expect(outside.count > 20)
    #expect(
      outside.filter { name in
        ![".test", ".example"].contains { name.hasSuffix($0) || name.hasSuffix("\($0).") }
      } == [])
  }
}
