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
  // What only filters ask for.
  case parent, traceID, index, fin, syn, rst, psh, ack, urg, ece, cwr, ns

  /// The field's bit in a set of fields.
  @inline(__always)
  var bit: UInt128 {
    UInt128(1) &<< UInt128(rawValue)
  }

  /// The name as the encoder writes it.
  var name: String {
    Self.names[Int(rawValue)]
  }

  /// All names: made once, because it takes a while to ask for the name of a case.
  private static let names = allCases.map(\.madeName)

  private var madeName: String {
    switch self {
    case .ip: "IP"
    case .type: "Type"
    case .summary: "Summary"
    case .endpointID: "ID"
    case .tcp: "TCP"
    case .udp: "UDP"
    case .icmpv4: "ICMPv4"
    case .icmpv6: "ICMPv6"
    case .sctp: "SCTP"
    case .vrrp: "VRRP"
    case .igmp: "IGMP"
    case .ipVersion: "ipVersion"
    case .ipTraceID: "ip_trace_id"
    case .cgroupID: "cgroup_id"
    case .lowerType: "type"
    case .traceID: "trace_id"
    case .fin, .syn, .rst, .psh, .ack, .urg, .ece, .cwr, .ns: "\(self)".uppercased()
    default: snakeCase
    }
  }

  /// The case's name with underscores, which is the field's name wherever `name` has no row of its own.
  private var snakeCase: String {
    var name: [UInt8] = []
    for byte in "\(self)".utf8 {
      if Byte.isUppercase(byte) {
        name += [UInt8(ascii: "_"), byte | 0x20]
      } else {
        name.append(byte)
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

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
