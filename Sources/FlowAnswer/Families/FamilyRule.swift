/// A family of the agent's: what it is called and which labels it has beside those of the context; one row of the table.
///
/// Source: Cilium 1.19, pkg/hubble/metrics, the handlers' Init functions. Adding one is a case here and one in
/// `FamilyCounter.counts`.
package enum FamilyRule: CaseIterable, Sendable {
  case drops, flows
  case dnsQueries, dnsResponses, dnsResponseTypes
  case httpRequests, httpResponses, httpDurations
  case httpV2Requests, httpV2Durations
  case icmpMessages, kafkaRequests, kafkaDurations, policyVerdicts, ports, tcpFlags, flowsToWorld
  case sctpChunks

  /// The metric whose family this is.
  package var metric: HubbleMetricName {
    switch self {
    case .drops: .drop
    case .flows: .flow
    case .dnsQueries, .dnsResponses, .dnsResponseTypes: .dns
    case .httpRequests, .httpResponses, .httpDurations: .http
    case .httpV2Requests, .httpV2Durations: .httpV2
    case .icmpMessages: .icmp
    case .kafkaRequests, .kafkaDurations: .kafka
    case .policyVerdicts: .policy
    case .ports: .portDistribution
    case .tcpFlags: .tcp
    case .flowsToWorld: .flowsToWorld
    case .sctpChunks: .sctp
    }
  }

  /// The name of every series, without what a histogram adds.
  package var name: String {
    switch self {
    case .drops: "hubble_drop_total"
    case .flows: "hubble_flows_processed_total"
    case .dnsQueries: "hubble_dns_queries_total"
    case .dnsResponses: "hubble_dns_responses_total"
    case .dnsResponseTypes: "hubble_dns_response_types_total"
    case .httpRequests, .httpV2Requests: "hubble_http_requests_total"
    case .httpResponses: "hubble_http_responses_total"
    case .httpDurations, .httpV2Durations: "hubble_http_request_duration_seconds"
    case .icmpMessages: "hubble_icmp_total"
    case .kafkaRequests: "hubble_kafka_requests_total"
    case .kafkaDurations: "hubble_kafka_request_duration_seconds"
    case .policyVerdicts: "hubble_policy_verdicts_total"
    case .ports: "hubble_port_distribution_total"
    case .tcpFlags: "hubble_tcp_flags_total"
    case .flowsToWorld: "hubble_flows_to_world_total"
    case .sctpChunks: "hubble_sctp_chunk_types_total"
    }
  }

  /// The agent's own words.
  package var help: String {
    switch self {
    case .drops: "Number of drops"
    case .flows: "Total number of flows processed"
    case .dnsQueries, .dnsResponses, .dnsResponseTypes: "Number of DNS queries observed"
    case .httpRequests, .httpV2Requests: "Count of HTTP requests"
    case .httpResponses: "Count of HTTP responses"
    case .httpDurations, .httpV2Durations, .kafkaDurations:
      "Quantiles of HTTP request duration in seconds"
    case .icmpMessages: "Number of ICMP messages"
    case .kafkaRequests: "Count of Kafka requests"
    case .policyVerdicts: "Total number of Cilium network policy verdicts"
    case .ports: "Numbers of packets distributed by destination port"
    case .tcpFlags: "TCP flag occurrences"
    case .flowsToWorld: "Total number of flows to reserved:world"
    case .sctpChunks: "SCTP chunk type occurrences"
    }
  }

  /// Whether it is a histogram of durations; else it is a counter.
  @inlinable
  package var isHistogram: Bool {
    switch self {
    case .httpDurations, .httpV2Durations, .kafkaDurations: true
    case .drops, .flows, .dnsQueries, .dnsResponses, .dnsResponseTypes, .httpRequests,
      .httpResponses, .httpV2Requests, .icmpMessages, .kafkaRequests, .policyVerdicts, .ports,
      .tcpFlags, .flowsToWorld, .sctpChunks:
      false
    }
  }

  /// The labels that it has of itself, but for those that a switch adds.
  package var labels: [OwnLabel] {
    switch self {
    case .drops: [.reason, .flowProtocol]
    case .flows: [.flowProtocol, .flowType, .flowSubtype, .verdict]
    case .dnsQueries, .dnsResponses: [.rcode, .qtypes, .ipsReturned]
    case .dnsResponseTypes: [.recordType, .qtypes]
    case .httpRequests: [.method, .httpProtocol, .reporter]
    case .httpResponses, .httpV2Requests: [.method, .httpProtocol, .status, .reporter]
    case .httpDurations, .httpV2Durations: [.method, .reporter]
    case .icmpMessages: [.icmpFamily, .icmpType]
    case .kafkaRequests: [.topic, .apiKey, .errorCode, .reporter]
    case .kafkaDurations: [.topic, .apiKey, .reporter]
    case .policyVerdicts: [.direction, .match, .action]
    case .ports: [.l4Protocol, .port]
    case .tcpFlags: [.flag, .ipFamily]
    case .flowsToWorld: [.flowProtocol, .verdict]
    case .sctpChunks: [.chunkType, .ipFamily]
    }
  }

  /// The labels that a switch adds.
  package func labels(of option: MetricSwitch) -> [OwnLabel] {
    switch option {
    case .query: metric == .dns ? [.query] : []
    case .port: metric == .flowsToWorld ? [.portOrEmpty] : []
    case .ignoreAAAA, .anyDrop, .synOnly, .exemplars: []
    }
  }

  /// Whether source and destination are exchanged: the family speaks of requests and counts their responses.
  @inlinable
  package var swapsEnds: Bool {
    self == .httpV2Requests || self == .httpV2Durations
  }
}
