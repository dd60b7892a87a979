import FlowAnswer
import FlowPolicy

/// What a row of flows tells of its packets, in the words of policies.
///
/// One is kept for all rows of a table: it knows where each field stands.
struct FlowQuestion {
  /// The fields that a question is made of, or that tell what a row is.
  enum Column: Int, CaseIterable {
    case direction, `protocol`, destinationPort, icmpType, sourceLabels, destinationLabels
    case sourceIP, destinationIP, sourceNames, destinationNames
    case reason, type, denyingPolicies, verdict, isReply, tcpFlags

    fileprivate var field: GroupField {
      switch self {
      case .direction: .direction
      case .protocol: .protocol
      case .destinationPort: .destinationPort
      case .icmpType: .icmpType
      case .sourceLabels: .sourceLabels
      case .destinationLabels: .destinationLabels
      case .sourceIP: .sourceIP
      case .destinationIP: .destinationIP
      case .sourceNames: .sourceNames
      case .destinationNames: .destinationNames
      case .reason: .reason
      case .type: .type
      case .denyingPolicies: .denyingPolicies
      case .verdict: .verdict
      case .isReply: .isReply
      case .tcpFlags: .tcpFlags
      }
    }
  }

  /// Where each column stands among the values; nil where the grouping lacks it.
  private let places: [Int?]
  private var values: [String] = []
  private var endpoints = EndpointTable()
  private var source: KnownEndpoint
  private var destination: KnownEndpoint

  init(_ grouping: QuestionGrouping) {
    places = Column.allCases.map { grouping.fields.firstIndex(of: $0.field) }
    source = endpoints.endpoint(EndpointTable.Texts(labels: "", address: "", names: ""))
    destination = source
  }

  /// Turns to another row, of which nothing is known about the ends yet.
  mutating func read(_ row: GroupRow) {
    values = row.values
  }

  /// Makes the ends of the row, which questions are made of.
  mutating func readEnds() {
    source = endpoints.endpoint(texts(.sourceLabels, .sourceIP, .sourceNames))
    destination = endpoints.endpoint(
      texts(.destinationLabels, .destinationIP, .destinationNames))
  }

  /// The value of a column; nil where the flow does not have it.
  subscript(column: Column) -> String? {
    places[column.rawValue].flatMap { place in
      values[place] == GroupField.absent ? nil : values[place]
    }
  }

  /// Whether the row stands for groups beyond `--max-groups`, of which nothing is known.
  var isOther: Bool {
    self[.sourceLabels] == GroupField.other && self[.destinationLabels] == GroupField.other
  }

  /// The direction in which the packet was seen; nil where the flow does not say.
  var direction: PolicyDirection? {
    switch self[.direction] {
    case "ingress": .ingress
    case "egress": .egress
    case _: nil
    }
  }

  /// Whether the labels of both ends were masked: then nobody can be asked.
  var lacksLabels: Bool {
    self[.sourceLabels] == nil && self[.destinationLabels] == nil
  }

  private func texts(
    _ labels: Column, _ address: Column, _ names: Column
  ) -> EndpointTable.Texts {
    EndpointTable.Texts(
      labels: self[labels] ?? "", address: self[address] ?? "", names: self[names] ?? "")
  }

  /// The question to the policies of one side: the destination's on ingress, the source's on egress.
  func question(_ direction: PolicyDirection) -> KnownQuestion {
    let (subject, peer) =
      direction == .ingress ? (destination, source) : (source, destination)
    let layer4 = layer4
    return KnownQuestion(
      key: KnownQuestion.Key(
        direction: direction, subject: subject.number, peer: peer.number, layer4: layer4),
      question: Question(
        direction, subject: subject.endpoint, peer: peer.endpoint, layer4: layer4))
  }

  /// Protocol and port; what protojson leaves out is 0.
  private var layer4: Layer4 {
    let port = self[.destinationPort].flatMap { UInt16($0) } ?? 0
    let type = self[.icmpType].flatMap { UInt8($0) } ?? 0
    switch self[.protocol] {
    case "TCP": return .tcp(port)
    case "UDP": return .udp(port)
    case "SCTP": return .sctp(port)
    case "ICMPv4": return .icmpv4(type)
    case "ICMPv6": return .icmpv6(type)
    case _: return .other
    }
  }

  /// The policies that the log names, on an explicit deny.
  var denyingPolicies: [ObjectReference] {
    (self[.denyingPolicies] ?? "").split(separator: ",").compactMap { text in
      let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else {
        return nil
      }
      return ObjectReference(
        kind: String(parts[0]), namespace: parts[1].isEmpty ? nil : String(parts[1]),
        name: String(parts[2]))
    }
  }
}
