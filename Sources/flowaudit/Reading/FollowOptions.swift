/// Whether an input is read on as it grows.
struct FollowOptions: OptionGroup {
  /// Whether the log is followed until a signal comes.
  var follows = false
  /// Whether a followed log of which nothing is known is read from its beginning.
  var readsFromStart = false

  /// Where it is begun, in words.
  var beginning: String {
    readsFromStart
      ? "from its first line" : "from its end (--from-start begins with its first line)"
  }
}
