/// How flow logs are read, and what is said meanwhile.
struct ReadingOptions: OptionGroup {
  var isStrict = false
  /// Whether a directory gives the logs of those below it, too.
  var isRecursive = true
  var isDeduplicating = false
  var isQuiet = false
  /// Whether progress is shown although standard error is not a terminal.
  var showsProgress = false
}
