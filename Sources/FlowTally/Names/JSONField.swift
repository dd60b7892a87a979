internal import FlowAnswer

/// The names of JSON fields that flowaudit knows: one table for every object of a flow log.
///
/// Source: Cilium's flow.proto, observer.proto and relay.proto as protojson writes them, with proto names (snake_case);
/// the lowerCamelCase form is accepted too and is the same key. A name means the same field in every object.
enum JSONField: UInt8, CaseIterable {
  // The wrapper.
  case flow, nodeStatus, lostEvents, nodeName, time
  // The flow, in the encoder's order.
  case uuid, emitter, verdict, dropReason, authType, ethernet, ip, l4, tunnel, source, destination
  case type, nodeLabels, sourceNames, destinationNames, l7, reply, eventType, sourceService
  case destinationService, trafficDirection, policyMatchType, traceObservationPoint, traceReason
  case file, ipTraceID, dropReasonDesc, isReply, debugCapturePoint, interface, proxyPort
  case traceContext, sockXlatePoint, socketCookie, cgroupID, summary, extensions
  case egressAllowedBy, ingressAllowedBy, egressDeniedBy, ingressDeniedBy, policyLog, aggregate
  // Endpoint, workload, service, policy.
  case endpointID, identity, clusterName, namespace, labels, podName, workloads, name, kind
  // IP and layer 4.
  case sourceXlated, ipVersion, encrypted, tcp, udp, icmpv4, icmpv6, sctp, vrrp, igmp
  case sourcePort, destinationPort, flags, code, chunkType
  // Layer 7.
  case latencyNs, dns, http, kafka, query, rcode, method, url, headers, key, value
  case ips, qtypes, rrtypes, `protocol`, topic, apiKey, errorCode
  // Event type, aggregate, lost events, node status. `lowerType` is the `type` of nested objects.
  case lowerType, subType, ingressFlowCount, egressFlowCount, unknownDirectionFlowCount
  case numEventsLost, stateChange, nodeNames
  // What only filters and some groupings ask for.
  case parent, traceID, index, fin, syn, rst, psh, ack, urg, ece, cwr, ns, line
  // Wrapped events of which nothing is counted.
  case agentEvent, debugEvent

  /// The bits of the fields that a flow has, and no wrapper.
  @inline(__always)
  static var ofFlow: UInt128 {
    // They stand side by side.
    (aggregate.bit &<< 1) &- uuid.bit
  }

  /// The bits of the fields that both have.
  @inline(__always)
  static var ofBoth: UInt128 {
    nodeName.bit | time.bit
  }

  /// The field's bit in a set of fields.
  @inline(__always)
  var bit: UInt128 {
    UInt128(1) &<< UInt128(rawValue)
  }

  /// The name as the encoder writes it.
  var name: String {
    Self.names[Int(rawValue)]
  }

  /// The names, in the order of the cases: asking a case for its own name takes too long at each start.
  private static let names = """
    flow node_status lost_events node_name time uuid emitter verdict drop_reason auth_type \
    ethernet IP l4 tunnel source destination Type node_labels source_names destination_names l7 \
    reply event_type source_service destination_service traffic_direction policy_match_type \
    trace_observation_point trace_reason file ip_trace_id drop_reason_desc is_reply \
    debug_capture_point interface proxy_port trace_context sock_xlate_point socket_cookie \
    cgroup_id Summary extensions egress_allowed_by ingress_allowed_by egress_denied_by \
    ingress_denied_by policy_log aggregate ID identity cluster_name namespace labels pod_name \
    workloads name kind source_xlated ipVersion encrypted TCP UDP ICMPv4 ICMPv6 SCTP VRRP IGMP \
    source_port destination_port flags code chunk_type latency_ns dns http kafka query rcode \
    method url headers key value ips qtypes rrtypes protocol topic api_key error_code type \
    sub_type ingress_flow_count egress_flow_count unknown_direction_flow_count num_events_lost \
    state_change node_names parent trace_id index FIN SYN RST PSH ACK URG ECE CWR NS \
    line agent_event debug_event
    """.split(separator: " ").map(String.init)

  /// How long the name is that stands before `end`, in whichever spelling: back to the nearest quote.
  func nameByteCount(in bytes: Span<UInt8>, endingAt end: Int) -> Int {
    var start = end
    while start > 0 && bytes[start - 1] != Byte.quote {
      start -= 1
    }
    return end - start
  }

  /// The lowerCamelCase form that protojson accepts as well.
  var camelCase: String {
    var name: [UInt8] = []
    var raisesNext = false
    for byte in self.name.utf8 {
      if byte == UInt8(ascii: "_") {
        raisesNext = true
      } else {
        // Behind an underscore stands a small letter.
        name.append(raisesNext ? byte & ~0x20 : byte)
        raisesNext = false
      }
    }
    return String(decoding: name, as: UTF8.self)
  }
}
