/// A form of lines that is known before they are counted.
public enum LineForm: String, Sendable {
  /// They stood on several lines each.
  case documents = "of documents over several lines"
  case containerPrefixes = "behind the prefix of a container runtime"
}
