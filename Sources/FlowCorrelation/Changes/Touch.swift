/// What happened to a policy.
public enum Touch: String, Sendable {
  /// It was not there before.
  case created
  /// It was there and was written.
  case configured
  /// It was deleted.
  case pruned
}
