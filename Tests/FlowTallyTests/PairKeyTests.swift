import FlowAnswer
import Testing

@testable import FlowTally

/// What the two lines of a packet have in common where they have no ports, or no addresses.
@Suite struct PairKeyTests {
  @Test("ICMP pairs by type and code")
  func icmp() {
    func total(_ first: String, _ second: String) -> UInt64? {
      let lines = [(5, first), (1, second)].map { type, member in
        """
        {"flow":{"verdict":"DROPPED","event_type":{"type":\(type)},"l4":{"ICMPv4":{\(member)}}}}
        """
      }
      return summary(dropsPlan(), [TallyInput(lines)]).tables.first?.total
    }
    #expect(total(#""type":8"#, #""type":8,"code":0"#) == 1)
    #expect(total(#""type":8"#, #""type":3"#) == 2)
    #expect(total(#""type":8,"code":1"#, #""type":8"#) == 2)
  }

  @Test("without addresses, pairs have both ends' namespace, pod and identity in common")
  func endsAsKey() {
    func lines(_ first: String, _ second: String) -> [String] {
      [(5, first), (1, second)].map { type, member in
        """
        {"flow":{"time":"1970-01-01T00:00:01Z","verdict":"DROPPED","drop_reason_desc":"POLICY_DENY",\
        "event_type":{"type":\(type)},\(member)}}
        """
      }
    }
    func total(_ first: String, _ second: String) -> UInt64? {
      summary(dropsPlan(), [TallyInput(lines(first, second))]).tables.first?.total
    }
    let ends = [
      #""source":{"namespace":"a","pod_name":"x","identity":5}"#,
      #""source":{"namespace":"a","pod_name":"x","identity":6}"#,
      #""source":{"namespace":"a","pod_name":"y","identity":5}"#,
      #""source":{"namespace":"b","pod_name":"x","identity":5}"#,
      #""destination":{"namespace":"a","pod_name":"x","identity":5}"#,
    ]
    for (index, first) in ends.enumerated() {
      for (other, second) in ends.enumerated() {
        #expect(total(first, second) == (index == other ? 1 : 2), "\(first) \(second)")
        let address = #","IP":{"source":"1.2.3.4"}"#
        #expect(total(first + address, second + address) == 1, "an address is enough")
      }
    }
  }
}
