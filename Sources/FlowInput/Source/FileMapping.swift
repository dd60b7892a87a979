/// Which plain files are mapped, not read.
public enum FileMapping: Sendable, Hashable {
  /// None.
  case never
  /// Large ones that nobody wrote to just now.
  case wherePaying
  /// All that nobody wrote to just now (`MappedFile`).
  case wherePossible
}
