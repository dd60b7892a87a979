import FlowAnswer
import FlowPolicy

/// What a row of flows tells of its packets, in the words of policies.
///
/// One is kept for all rows of a table: it knows where each field stands.
struct FlowQuestion {
  private let places: [GroupField: Int]
  private var values: [String] = []
  private var endpoints = EndpointTable()
  private var source: KnownEndpoint
  private var destination: KnownEndpoint

  init(_ grouping: QuestionGrouping) {
    places = Dictionary(
      uniqueKeysWithValues: grouping.fields.enumerated().map { ($0.element, $0.offset) })
    source = endpoints.endpoint(EndpointTable.Texts(labels: "", address: "", names: ""))
    destination = source
  }

  /// Turns to another row.
  mutating func read(_ row: GroupRow) {
    values = row.values
    source = endpoints.endpoint(texts(.sourceLabels, .sourceIP, .sourceNames))
    destination = endpoints.endpoint(
      texts(.destinationLabels, .destinationIP, .destinationNames))
  }

  /// The value of a field; nil where the flow does not have it.
  subscript(field: GroupField) -> String? {
    places[field].flatMap { place in
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
    _ labels: GroupField, _ address: GroupField, _ names: GroupField
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
