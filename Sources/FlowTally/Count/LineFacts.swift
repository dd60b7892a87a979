internal import FlowAnswer

/// What a grouping needs of the line beside its JSON: found once a line.
///
/// Handed on as `inout` where it is only read, too: it is so large that one that is lent is copied.
struct LineFacts: ~Copyable {
  /// The flow's time.
  var time = OptionalTime.absent
  /// The flow's verdict.
  var verdict = FlowVerdict.known(.unknown)
  /// The reason; `(none)` for a flow that was not dropped.
  var reason = TextBuffer()
  /// Whether the line gives one.
  var hasReason = false
  /// The policies that denied it.
  var policies = DenyingPolicies()
  /// Width of the time buckets, zero without.
  var bucketWidth = Nanoseconds.zero
  /// The keys of the labels that are asked for.
  var labelKeys: [LabelKey] = []
}
