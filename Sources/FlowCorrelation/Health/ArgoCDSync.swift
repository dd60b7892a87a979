/// Whether an application is as git says, by Argo CD's own word.
public enum ArgoCDSync: String, CaseIterable, Sendable {
  case synced = "Synced"
  case outOfSync = "OutOfSync"
  /// It could not be compared, or nobody has yet.
  case unknown = "Unknown"
  /// A word that Argo CD does not have.
  case other = "(other)"

  init(_ word: String?) {
    self = word.map { Self(rawValue: $0) ?? .other } ?? .unknown
  }
}
