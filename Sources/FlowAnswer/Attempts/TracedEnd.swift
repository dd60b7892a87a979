/// One end of connections that are followed over time.
public struct TracedEnd: Hashable, Sendable {
  /// Its namespace as rows of counts have it: else the reserved label, else the reserved name of the identity.
  public let namespace: String
  /// Its first workload, else its pod; nil where the flow has neither.
  public let owner: TracedOwner?

  /// An end of its parts.
  public init(namespace: String, owner: TracedOwner?) {
    self.namespace = namespace
    self.owner = owner
  }

  /// An end of the values of two fields: a namespace, and one of `GroupField.sourceOwner`.
  package init(namespace: String, ownerText: String) {
    self.namespace = namespace
    owner = TracedOwner(text: ownerText)
  }
}

/// Who is at an end of connections.
public enum TracedOwner: Hashable, Sendable {
  /// The name of its first workload, and its kind; empty where the log lacks that.
  case workload(kind: String, name: String)
  /// The name of its pod, where the flow has no workloads.
  case pod(String)

  /// What stands in front of a pod's name, and behind the kind of a workload.
  package static var podMark: UInt8 { UInt8(ascii: "/") }

  init?(text: String) {
    guard text != GroupField.absent else {
      return nil
    }
    guard let slash = text.utf8.firstIndex(of: Self.podMark) else {
      self = .workload(kind: "", name: text)
      return
    }
    let (kind, name) = (String(text[..<slash]), String(text[text.utf8.index(after: slash)...]))
    self = kind.isEmpty ? .pod(name) : .workload(kind: kind, name: name)
  }
}
