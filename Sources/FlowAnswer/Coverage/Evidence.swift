/// What a drop was counted from.
public enum Evidence: String, CaseIterable, Sendable {
  /// A drop notification alone.
  case notification
  /// A drop notification and its policy-verdict line.
  case notificationWithVerdict = "notification+verdict"
  /// A policy-verdict line that no notification took.
  case verdict
  /// A denial by an L7 proxy.
  case l7
  /// A DROPPED line of another event type.
  case other
  /// An aggregated line.
  case aggregate
  /// A line without event type.
  case untyped
  /// Two lines without event type that describe one packet.
  case untypedPair = "untyped-pair"
  /// A line of verdict AUDIT (only where asked for).
  case audit
}
