import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// The tables of the executable counting rules and those of the product are the same.
@Suite struct SpecTableTests {
  private static let tables: [(name: String, rows: [String])] = [
    ("drop_reasons", DropReason.table.map { "\($0.0)\t\($0.1)" }),
    (
      "reserved_identities",
      ReservedIdentity.names.enumerated().map { "\($0.offset)\t\($0.element)" }
    ),
    ("lost_sources", LostEventSource.allCases.map { "\($0.rawValue)\t\($0.name)" }),
  ]

  @Test("drop reasons, reserved identities and lost sources are Cilium's", arguments: tables)
  func table(name: String, rows: [String]) throws {
    let text = try Fixture.text("spec/\(name).tsv")
    #expect(text == (["number\tname"] + rows).map { $0 + "\n" }.joined())
  }

  @Test(
    "what is a protocol has a name in the filter's list of protocols, and nothing else of layer 4")
  func protocols() {
    let named = JSONField.allCases.filter(\.isProtocol)
    let words = named.map { "\($0.protocolName ?? "")".lowercased() }
    #expect(Set(FlowProtocols.words) == Set(words + ["icmp", "dns", "http", "kafka"]))
    #expect(named.filter(\.hasPorts) == [.tcp, .udp, .sctp])
  }

  @Test("a name in the recommended field mask is the path of the place that is looked at")
  func maskFields() {
    for field in MaskField.allCases {
      let part = field.place.part.map { "\($0)." } ?? ""
      #expect(field.rawValue == part + field.place.field.name)
    }
  }

  @Test("a paired drop takes from the verdict line what the notification never has")
  func verdictFields() {
    let fields = GroupField.allCases.filter(DropFields.comesFromVerdict)
    #expect(fields == [.policy, .policyKind, .defaultDenyPolicy, .direction])
  }
}
