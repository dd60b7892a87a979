/// Whether an input is read on as it grows.
struct FollowOptions: OptionGroup {
  /// Whether the log is followed until a signal comes.
  var follows = false
  /// Whether a followed log of which nothing is known is read from its beginning.
  var readsFromStart = false
}
