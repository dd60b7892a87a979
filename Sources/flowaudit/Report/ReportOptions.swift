/// How an answer is shown on a screen, and what of it is a failure.
struct ReportOptions: OptionGroup {
  /// How many rows at most, above 0.
  var top: Int?
  var allowsColor = true
  /// The count that may not be exceeded.
  var failOn: UInt64?
}
