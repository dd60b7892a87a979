/// A direction, seen from the endpoint whose policies are asked.
public enum PolicyDirection: Hashable, Sendable {
  /// Packets to the subject.
  case ingress
  /// Packets from the subject.
  case egress

  /// The other one.
  public var opposite: Self {
    switch self {
    case .ingress: .egress
    case .egress: .ingress
    }
  }
}

/// One side of a connection, as a flow tells it.
public struct Endpoint: Hashable, Sendable {
  /// Its labels as Hubble prints them, in any order.
  public var labels: [String]
  /// Its address; empty where nobody knows.
  public var address: String
  /// The DNS names that the flow has for it.
  public var names: [String]

  /// A side of its parts.
  public init(labels: [String], address: String = "", names: [String] = []) {
    self.labels = labels
    self.address = address
    self.names = names
  }

  /// Whether it is a pod: it says a namespace.
  public var isPod: Bool {
    labels.contains { LabelParts($0).key == KnownKey.namespace }
  }
}

/// Whether a packet may pass, asked of the policies of one of its sides.
public struct Question: Hashable, Sendable {
  /// Whether packets go to the subject or come from it.
  public var direction: PolicyDirection
  /// The endpoint whose policies are asked.
  public var subject: Endpoint
  /// The other side.
  public var peer: Endpoint
  /// Protocol and port of the destination, or ICMP type.
  public var layer4: Layer4

  /// A question of its parts.
  public init(
    _ direction: PolicyDirection, subject: Endpoint, peer: Endpoint, layer4: Layer4
  ) {
    self.direction = direction
    self.subject = subject
    self.peer = peer
    self.layer4 = layer4
  }

  /// The question that the other side is asked about these packets.
  public var ofOtherSide: Question {
    Question(direction.opposite, subject: peer, peer: subject, layer4: layer4)
  }
}
