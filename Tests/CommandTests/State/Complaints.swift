import TestSupport

extension ChildProcess.Outcome {
  /// What was said on standard error, without what `--follow` says when it begins and when it ends.
  var complaints: String {
    errorText.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      !line.hasPrefix("flowaudit: following ") && !line.hasPrefix("flowaudit: ended")
    }.joined(separator: "\n")
  }
}
