/// How an input is read again and again.
struct FollowOptions: OptionGroup {
  /// Whether the log is followed until a signal comes.
  var follows = false
  /// Nanoseconds between two commits of a followed log.
  var interval: Int64 = 15_000_000_000
  /// Whether a followed log of which nothing is known is read from its beginning.
  var readsFromStart = false
  /// Nanoseconds that each run over a pipe reaches back, above 0.
  var window: Int64?
}
