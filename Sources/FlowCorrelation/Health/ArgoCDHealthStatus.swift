/// How an application does, by Argo CD's own word.
public enum ArgoCDHealthStatus: String, CaseIterable, Sendable {
  case healthy = "Healthy"
  case degraded = "Degraded"
  case progressing = "Progressing"
  case missing = "Missing"
  case suspended = "Suspended"
  case unknown = "Unknown"
  /// A word that Argo CD does not have.
  case other = "(other)"

  init(_ word: String?) {
    self = word.map { Self(rawValue: $0) ?? .other } ?? .unknown
  }
}
