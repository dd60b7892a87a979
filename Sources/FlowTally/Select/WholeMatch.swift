/// Whether a regular expression matches a whole text, as Prometheus asks it: by RE2, linear in the text and bounded in memory.
public enum WholeMatch: Sendable {
  /// Whether this build has regular expressions.
  public static var isAvailable: Bool {
    TextPattern.isAvailable
  }

  /// The answer; nil where the pattern is none, or this build has none.
  public static func matches(_ pattern: String, _ text: String) -> Bool? {
    guard let pattern = try? TextPattern("^(?s:\(pattern))$") else {
      return nil
    }
    let bytes = Array(text.utf8)
    return pattern.matches(bytes.span, bytes.indices)
  }
}
