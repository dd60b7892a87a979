import FlowAnswer

/// How an input is read again and again.
struct FollowOptions: OptionGroup {
  /// Whether the log is followed until a signal comes.
  var follows = false
  /// The time between two commits of a followed log.
  var interval = Nanoseconds.seconds(15)
  /// Whether a followed log of which nothing is known is read from its beginning.
  var readsFromStart = false
  /// How far each run over a pipe reaches back, above 0.
  var window: Nanoseconds?
}
