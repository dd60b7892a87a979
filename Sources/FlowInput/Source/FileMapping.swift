/// Which plain files are mapped, not read.
public enum FileMapping: Sendable, Hashable {
  /// None.
  case never
  /// Large ones that nobody wrote to just now, where the system keeps them in large pages: only then is it faster.
  case wherePaying
  /// All that the system lets be mapped (`MappedFile`).
  case wherePossible
}
