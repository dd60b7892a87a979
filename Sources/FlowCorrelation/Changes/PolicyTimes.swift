public import FlowAnswer
public import FlowPolicy

/// When a policy was created and written, and whose it is.
public struct PolicyTimes: Equatable, Sendable {
  /// The policy.
  public let name: ObjectReference
  /// When it was created; nil where the object does not say.
  public let created: Timestamp?
  /// When its spec was written, by whom: one time for each manager, the last.
  public let managed: [ManagedWrite]
  /// Whose it is; nil where nobody's.
  public let owner: PolicyOwner?
  /// Whether the object has managedFields: `kubectl` hides them unless asked.
  public let isFieldsKnown: Bool
  /// How many specs it has had; nil where the object does not say.
  public let generation: Int?
}

/// A write that managedFields remember.
public struct ManagedWrite: Hashable, Sendable {
  /// The manager's last write.
  public let time: Timestamp
  /// Who wrote, such as `kubectl-edit` or `argocd-controller`.
  public let manager: String
}
