import FlowAnswer

/// How what is counted again and again is committed.
struct CommitOptions: OptionGroup {
  /// How far each run over a pipe reaches back, above 0.
  var window: Nanoseconds?
}
