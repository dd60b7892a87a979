import FlowAnswer
import FlowTally
import Testing

struct HubbleMetricsErrorTests {
  private static let metrics =
    "dns, drop, flow, flows-to-world, http, httpV2, icmp, kafka, policy, port-distribution, sctp, tcp"
  private static let contexts =
    "sourceContext, destinationContext, sourceEgressContext, sourceIngressContext, "
    + "destinationEgressContext, destinationIngressContext, labelsContext"
  private static let identifiers =
    "identity, namespace, pod, pod-name, dns, ip, reserved-identity, workload, workload-name, app"
  private static let labels =
    "source_ip, source_pod, source_namespace, source_workload, source_workload_kind, source_app, "
    + "destination_ip, destination_pod, destination_namespace, destination_workload, "
    + "destination_workload_kind, destination_app, traffic_direction"

  static let refusals: [(specification: String, message: String)] = [
    ("", "no metric is named; choose from \(metrics)"),
    (" \n", "no metric is named; choose from \(metrics)"),
    ("drops", "metric 'drops' does not exist; choose from \(metrics)"),
    ("Drop", "metric 'Drop' does not exist; choose from \(metrics)"),
    ("drop,flow", "metric 'drop,flow' does not exist; choose from \(metrics)"),
    (":query", "metric '' does not exist; choose from \(metrics)"),
    ("lost-events", "metric 'lost-events' does not exist; choose from \(metrics)"),
    ("drop flow drop:sourceContext=pod", "metric 'drop' is given twice"),
    ("http httpV2", "plugin http conflicts with plugin httpV2"),
    ("httpV2 flow http", "plugin httpV2 conflicts with plugin http"),
    (
      "drop:query",
      "unable to initialize metric 'drop': unknown option 'query'; choose from \(contexts)"
    ),
    (
      "dns:querry=1",
      "unable to initialize metric 'dns': unknown option 'querry'; "
        + "choose from query, ignoreAAAA, \(contexts)"
    ),
    (
      "flows-to-world:ports;",
      "unable to initialize metric 'flows-to-world': unknown option 'ports'; "
        + "choose from any-drop, port, syn-only, \(contexts)"
    ),
    (
      "http:=x",
      "unable to initialize metric 'http': unknown option ''; choose from exemplars, \(contexts)"
    ),
    (
      "tcp:sourceContext=pod;SourceContext=ip",
      "unable to initialize metric 'tcp': option 'SourceContext' is given twice"
    ),
    (
      "tcp:sourceContext", "unable to initialize metric 'tcp': option 'sourceContext' has no value"
    ),
    (
      "tcp:labelsContext=,",
      "unable to initialize metric 'tcp': option 'labelsContext' has no value"
    ),
    (
      "icmp:sourceContext=pod|pod-short",
      "unable to initialize metric 'icmp': unknown context 'pod-short'; choose from \(identifiers)"
    ),
    (
      "icmp:destinationEgressContext=a=b",
      "unable to initialize metric 'icmp': unknown context 'a=b'; choose from \(identifiers)"
    ),
    (
      "kafka:labelsContext=source_pod,source_node",
      "unable to initialize metric 'kafka': invalid labelsContext value: source_node; "
        + "choose from \(labels)"
    ),
    (
      "kafka:labelsContext=source_pod|source_ip",
      "unable to initialize metric 'kafka': invalid labelsContext value: source_pod|source_ip; "
        + "choose from \(labels)"
    ),
  ]

  @Test("what the agent would refuse, and what it would silently leave out, is refused")
  func refusal() {
    for (specification, message) in Self.refusals {
      let error = #expect(throws: HubbleMetricsError.self) { try HubbleMetrics(specification) }
      #expect(error?.description == message)
    }
  }

  @Test(
    "white space separates metrics, option names come in any case, empty options are none",
    arguments: [
      ("drop", "drop protocol,reason"),
      ("drop:", "drop protocol,reason"),
      ("\tdrop:;;\n", "drop protocol,reason"),
      ("drop:SOURCEcontext=POD|Dns;", "drop protocol,reason,source"),
      ("drop:sourceContext=namespace,pod", "drop protocol,reason,source"),
      ("drop:sourceIngressContext=ip", "drop protocol,reason,source"),
      ("drop:destinationEgressContext=ip||pod", "drop destination,protocol,reason"),
      (
        "drop:labelsContext=traffic_direction,source_ip,,source_ip",
        "drop protocol,reason,source_ip,traffic_direction"
      ),
      (
        "flows-to-world:PORT=x;any-drop=false",
        "flows_to_world port,protocol,verdict"
      ),
      ("icmp", "icmp family,type"),
    ])
  func labels(specification: String, labels: String) throws {
    let families = try HubbleMetrics(specification).families
    #expect(
      families.map {
        let name = $0.name.dropFirst("hubble_".count).dropLast("_total".count)
        return "\(name) \($0.labelNames.joined(separator: ","))"
      } == [labels])
  }

  @Test(
    "what counts the same is spelled the same, and its spelling means the same",
    arguments: [
      ("flow drop:", "drop flow"),
      ("http:exemplars=true;sourcecontext=IP,pod", "http:sourceContext=ip|pod"),
      (
        "dns:labelsContext=source_pod,source_ip;ignoreAAAA;QUERY tcp",
        "dns:ignoreAAAA;query;labelsContext=source_ip,source_pod tcp"
      ),
      (
        "drop:destinationIngressContext=pod;sourceEgressContext=ip;destinationContext=dns;sourceIngressContext=app;destinationEgressContext=workload",
        "drop:destinationContext=dns;sourceEgressContext=ip;sourceIngressContext=app;destinationEgressContext=workload;destinationIngressContext=pod"
      ),
    ])
  func spelling(typed: String, spelled: String) throws {
    let metrics = try HubbleMetrics(typed)
    #expect(metrics.description == spelled)
    #expect(
      try HubbleMetrics(spelled).families.map(\.labelNames) == metrics.families.map(\.labelNames))
    #expect(try HubbleMetrics(spelled).description == spelled)
  }

  @Test("the families of all metrics are those of the agent")
  func table() {
    let rows = HubbleFamily.table.flatMap { metric, options, families in
      families.map { family in
        let kind = family.isHistogram ? "histogram" : "counter"
        return "\(metric) \(options) \(family.name) \(kind) \(family.labelNames)"
          .replacing("\"", with: "").replacing(", ", with: ",")
      }
    }
    #expect(
      rows == [
        "dns [query,ignoreAAAA] hubble_dns_queries_total counter [ips_returned,qtypes,rcode]",
        "dns [query,ignoreAAAA] hubble_dns_responses_total counter [ips_returned,qtypes,rcode]",
        "dns [query,ignoreAAAA] hubble_dns_response_types_total counter [qtypes,type]",
        "drop [] hubble_drop_total counter [protocol,reason]",
        "flow [] hubble_flows_processed_total counter [protocol,subtype,type,verdict]",
        "flows-to-world [any-drop,port,syn-only] hubble_flows_to_world_total counter [protocol,verdict]",
        "http [exemplars] hubble_http_requests_total counter [method,protocol,reporter]",
        "http [exemplars] hubble_http_responses_total counter [method,protocol,reporter,status]",
        "http [exemplars] hubble_http_request_duration_seconds histogram [method,reporter]",
        "httpV2 [exemplars] hubble_http_requests_total counter [method,protocol,reporter,status]",
        "httpV2 [exemplars] hubble_http_request_duration_seconds histogram [method,reporter]",
        "icmp [] hubble_icmp_total counter [family,type]",
        "kafka [] hubble_kafka_requests_total counter [api_key,error_code,reporter,topic]",
        "kafka [] hubble_kafka_request_duration_seconds histogram [api_key,reporter,topic]",
        "policy [] hubble_policy_verdicts_total counter [action,direction,match]",
        "port-distribution [] hubble_port_distribution_total counter [port,protocol]",
        "sctp [] hubble_sctp_chunk_types_total counter [chunk_type,family]",
        "tcp [] hubble_tcp_flags_total counter [family,flag]",
      ])
  }
}
