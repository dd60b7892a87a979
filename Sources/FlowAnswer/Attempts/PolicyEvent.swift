/// What an agent's event in the log says of a policy.
public struct PolicyEvent: Hashable, Sendable {
  /// What the agent did.
  public enum Kind: String, Sendable {
    /// It took the policy, new or changed.
    case updated = "POLICY_UPDATED"
    /// It gave it up.
    case deleted = "POLICY_DELETED"
  }

  /// When.
  public let time: Timestamp
  /// What.
  public let kind: Kind
  /// The kind of the policy's object.
  public let policyKind: String
  /// Its namespace; empty where it has none.
  public let namespace: String
  /// Its name.
  public let name: String

  /// An event of its parts.
  public init(time: Timestamp, kind: Kind, policyKind: String, namespace: String, name: String) {
    self.time = time
    self.kind = kind
    self.policyKind = policyKind
    self.namespace = namespace
    self.name = name
  }
}
