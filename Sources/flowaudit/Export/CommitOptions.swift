import FlowAnswer

/// How what is counted again and again is committed.
struct CommitOptions: OptionGroup {
  /// The time between two commits of a followed log.
  var interval = Nanoseconds.seconds(15)
  /// How far each run over a pipe reaches back, above 0.
  var window: Nanoseconds?
}
