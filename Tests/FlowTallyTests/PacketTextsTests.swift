import FlowAnswer
import Testing

@testable import FlowTally

/// What groupings ask of a packet, its request, its labels and its ends.
@Suite struct PacketTextsTests {
  static let rows: [(String, GroupField, String)] = [
    // ICMP, whose type 0 is not written; flags; the interface.
    (#""l4":{"ICMPv4":{"type":8}}"#, .icmpType, "8"), (#""l4":{"ICMPv6":{}}"#, .icmpType, "0"),
    (#""l4":{"TCP":{"type":8}}"#, .icmpType, "(none)"),
    (#""l4":{"TCP":{"flags":{"ACK":true,"FIN":true,"SYN":false}}}"#, .tcpFlags, "FIN,ACK"),
    (#""l4":{"TCP":{"flags":{}}}"#, .tcpFlags, "(none)"),
    (#""l4":{"UDP":{"flags":{"SYN":true}}}"#, .tcpFlags, "(none)"),
    (#""interface":{"index":7}"#, .interface, "7"), (#""interface":{}"#, .interface, "(none)"),
    (#""file":{"name":"a.c"}"#, .file, "a.c"), (#""file":{"line":3}"#, .file, "(none)"),
    (#""trace_observation_point":101"#, .tracePoint, "TO_ENDPOINT"),
    (#""trace_observation_point":99"#, .tracePoint, "99"),
    (#""trace_observation_point":0"#, .tracePoint, "(none)"),
    // The path as --http-path sees it.
    (#""l7":{"http":{"url":"/a?b"}}"#, .httpPath, "/a"),
    (#""l7":{"http":{"url":"http://h:80/%41"}}"#, .httpPath, "/A"),
    (#""l7":{"http":{"url":"%zz"}}"#, .httpPath, "(none)"),
    // Who asks: by is_reply, and where nothing is known of a drop, its source.
    (#""is_reply":true,"source":{"namespace":"a"},"destination":{"namespace":"b"}"#, .client, "b"),
    (#""is_reply":true,"source":{"namespace":"a"},"destination":{"namespace":"b"}"#, .server, "a"),
    (#""verdict":"DROPPED","source":{"namespace":"a"}"#, .client, "a"),
    (#""verdict":"FORWARDED","source":{"namespace":"a"}"#, .client, "(none)"),
    (#""is_reply":false,"source":{"identity":2}"#, .client, "reserved:world"),
    (#""is_reply":false,"source":{"namespace":"a","pod_name":"p"}"#, .client, "a/p"),
    // The value of a label: of any source, or of one; the first that has the key.
    (#""source":{"labels":["k8s:app=web","app=x"]}"#, .sourceLabel("app"), "web"),
    (#""source":{"labels":["container:app=x","k8s:app=web"]}"#, .sourceLabel("k8s:app"), "web"),
    (#""source":{"labels":["k8s:app=web"]}"#, .sourceLabel("any:app"), "web"),
    (#""source":{"labels":["k8s:app=web"]}"#, .destinationLabel("app"), "(none)"),
    (#""destination":{"labels":["k8s:a.b/c=d=e"]}"#, .destinationLabel("a.b/c"), "d=e"),
    (#""source":{"labels":["k8s:app="]}"#, .sourceLabel("app"), "(none)"),
    (#""source":{"labels":[1,{},"k8s:\u0061pp=\u003cx\u003e"]}"#, .sourceLabel("app"), "<x>"),
  ]

  @Test("a field's value is what its row says", arguments: rows)
  func oneField(members: String, field: GroupField, expected: String) {
    #expect(value(field, of: flowLine(members)) == expected)
  }
}
