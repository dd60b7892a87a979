import FlowAnswer
import FlowTally
import Testing

/// What one line counts as, where the shipped logs have no such line.
struct FamilyRuleTests {
  @Test("a line counts as the agent's handlers count it", arguments: FamilyRuleLines.lines)
  func line(metrics: String, flow: String, series: [String]) throws {
    #expect(try counted(metrics, [#"{"flow":{\#(flow)}}"#]) == series)
  }

  private static let ends =
    #""source":{"identity":7,"namespace":"shop","pod_name":"web-1","labels":["k8s:app=","x","k8s:k8s-app=web"],"workloads":[{"name":"web","kind":"Deployment"},{"name":"other"}]},"#
    + #""destination":{"labels":["reserved:world","reserved:kube-apiserver"]},"#
    + #""IP":{"source":"10.0.0.1","destination":"10.0.0.2"},"destination_names":["b","a","b"]"#

  /// An identifier, and what it gives for the ends above.
  static let identifiers: [(identifier: String, source: String, destination: String)] = [
    ("identity", "k8s:app=,x,k8s:k8s-app=web", "reserved:world,reserved:kube-apiserver"),
    ("namespace", "shop", ""),
    ("pod", "shop/web-1", ""),
    ("pod-name", "web-1", ""),
    ("dns", "", "b,a,b"),
    ("ip", "10.0.0.1", "10.0.0.2"),
    ("reserved-identity", "", "reserved:kube-apiserver"),
    ("workload", "shop/web", ""),
    ("workload-name", "web", ""),
    ("app", "web", ""),
    ("dns|POD-NAME", "web-1", "b,a,b"),
    ("reserved-identity|dns|ip", "10.0.0.1", "reserved:kube-apiserver"),
  ]

  @Test("an end is called by the first identifier that it has", arguments: identifiers)
  func identifier(identifier: String, source: String, destination: String) throws {
    let metrics = "drop:sourceContext=\(identifier);destinationContext=\(identifier)"
    #expect(
      try counted(metrics, [#"{"flow":{"verdict":"DROPPED",\#(Self.ends)}}"#])
        == ["drop_total \(destination) Unknown flow DROP_REASON_UNKNOWN \(source) 1"])
  }

  @Test("a namespace without a pod is a pod of no name")
  func namespaceAlone() throws {
    let line = #"{"flow":{"verdict":"DROPPED","source":{"namespace":"shop"}}}"#
    #expect(
      try counted("drop:sourceContext=pod|ip", [line])
        == ["drop_total Unknown flow DROP_REASON_UNKNOWN shop/ 1"])
  }

  @Test("a context of one direction replaces the plain one on its flows, and adds the label to all")
  func directions() throws {
    let lines = ["EGRESS", "INGRESS", "TRAFFIC_DIRECTION_UNKNOWN"].map {
      #"{"flow":{"verdict":"DROPPED","traffic_direction":"\#($0)",\#(Self.ends)}}"#
    }
    let metrics =
      "drop:sourceContext=ip;sourceEgressContext=pod;destinationIngressContext=dns"
    #expect(
      try counted(metrics, lines) == [
        "drop_total  Unknown flow DROP_REASON_UNKNOWN 10.0.0.1 1",
        "drop_total  Unknown flow DROP_REASON_UNKNOWN shop/web-1 1",
        "drop_total b,a,b Unknown flow DROP_REASON_UNKNOWN 10.0.0.1 1",
      ])
  }

  @Test("labelsContext gives each label alone, and httpV2 exchanges the ends")
  func labels() throws {
    let all =
      "source_ip,source_pod,source_namespace,source_workload,source_workload_kind,source_app,"
      + "destination_ip,destination_pod,destination_namespace,destination_workload,"
      + "destination_workload_kind,destination_app,traffic_direction"
    let drop = #"{"flow":{"verdict":"DROPPED",\#(Self.ends)}}"#
    #expect(
      try counted("drop:labelsContext=\(all)", [drop]) == [
        "drop_total  10.0.0.2     Unknown flow DROP_REASON_UNKNOWN web 10.0.0.1 shop web-1 web "
          + "Deployment unknown 1"
      ])
    let response =
      #"{"flow":{"traffic_direction":"INGRESS",\#(Self.ends),"l7":{"type":"RESPONSE","http":{}}}}"#
    #expect(
      try counted(
        "httpV2:sourceContext=pod;destinationContext=dns;labelsContext=source_ip,destination_ip",
        [response]
      ).last == "http_requests_total shop/web-1 10.0.0.1   server b,a,b 10.0.0.2 0 1")
  }

  /// The rows of all families: name without `hubble_`, label values, count; of a histogram its buckets and sum.
  private func counted(_ metrics: String, _ lines: [String]) throws -> [String] {
    var plan = dropsPlan()
    plan.hubbleMetrics = try HubbleMetrics(metrics)
    return summary(plan, [TallyInput(lines)]).families.flatMap { counts in
      counts.rows.map { row in
        let value = row.value
        var words = [String(counts.family.name.dropFirst(7))] + row.labelValues + ["\(value.count)"]
        if counts.family.isHistogram {
          words.append(value.buckets.map(String.init).joined(separator: ","))
          words.append("\(value.nanoseconds)")
        }
        return words.joined(separator: " ")
      }
    }
  }
}
