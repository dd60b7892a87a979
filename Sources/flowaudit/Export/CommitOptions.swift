import FlowAnswer

/// How what is counted again and again is committed.
struct CommitOptions: OptionGroup {
  /// The time between two commits of a followed log.
  var interval = Nanoseconds.seconds(15)
}
