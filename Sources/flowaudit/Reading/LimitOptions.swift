/// The bounds of a run.
struct LimitOptions: OptionGroup {
  /// Groups of a table at most; nil where it was not given.
  var maxGroups: Int?
  var maxLineByteCount = 16 << 20
  /// Nil: as many as the machine and the cgroup give.
  var threads: Int?

  /// Groups of a table at most where nothing else is asked for.
  static let standardMaxGroups = 1_000_000
}
