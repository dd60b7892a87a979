/// A label that a family has whatever its context.
package enum OwnLabel: Sendable, Equatable {
  case reason, verdict
  /// The protocol that describes a flow best.
  case flowProtocol
  case flowType, flowSubtype
  case rcode, qtypes, ipsReturned, query
  /// The type of one record of a DNS answer.
  case recordType
  case method, httpProtocol, status, reporter
  case icmpFamily, icmpType
  case topic, apiKey, errorCode
  case direction, match, action
  /// The name of the member of `l4`, and its port: 0 where there is none.
  case l4Protocol, port
  /// The port; empty where the protocol has none.
  case portOrEmpty
  case flag, ipFamily, chunkType

  package var name: String {
    switch self {
    case .reason: "reason"
    case .verdict: "verdict"
    case .flowProtocol, .httpProtocol, .l4Protocol: "protocol"
    case .flowType, .recordType, .icmpType: "type"
    case .flowSubtype: "subtype"
    case .rcode: "rcode"
    case .qtypes: "qtypes"
    case .ipsReturned: "ips_returned"
    case .query: "query"
    case .method: "method"
    case .status: "status"
    case .reporter: "reporter"
    case .icmpFamily, .ipFamily: "family"
    case .topic: "topic"
    case .apiKey: "api_key"
    case .errorCode: "error_code"
    case .direction: "direction"
    case .match: "match"
    case .action: "action"
    case .port, .portOrEmpty: "port"
    case .flag: "flag"
    case .chunkType: "chunk_type"
    }
  }
}
