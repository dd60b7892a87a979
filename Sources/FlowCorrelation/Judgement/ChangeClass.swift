/// What a change has to do with the drops of a namespace.
public enum ChangeClass: String, CaseIterable, Sendable {
  /// They began with it, and what it touched explains them.
  case likely
  /// One of several changes that explain them equally well.
  case ambiguous
  /// They began with it, and nothing else tells that it did it.
  case possible
  /// Packets of pods that came and went with it, for a short while.
  case transient
  /// The log does not speak of the time around it.
  case notCovered = "not_covered"
  /// Nothing rose with it.
  case nothing
}
