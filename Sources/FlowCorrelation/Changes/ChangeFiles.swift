public import FlowPolicy

/// What the files of changes say.
public struct ChangeFiles: Equatable, Sendable {
  /// All changes: by their start, then by application.
  public var changes: [Change] = []
  /// The times of policies, by name.
  public var policies: [ObjectReference: PolicyTimes] = [:]
  /// Applications that write to another cluster, as `Change` names them: their changes are none here.
  public var remoteApplications: [String] = []
  /// Whether some policies have no managedFields: when these were written is not known.
  public var isLackingManagedFields: Bool {
    policies.values.contains { !$0.isFieldsKnown }
  }
  /// What has to be said of the files: sentences, unescaped.
  public var notes: [String] = []
}
