/// A value of a Kubernetes manifest, as JSON knows values: what YAML and JSON both end in.
public enum ManifestValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A number as it was written: whoever needs one decides how exact it has to be.
  case number(String)
  case string(String)
  case array([ManifestValue])
  /// Members in their order, each key once.
  case object([ManifestMember])
}

/// A member of an object.
public struct ManifestMember: Equatable, Sendable {
  /// As it is written, escapes resolved.
  public let key: String
  /// What it is given.
  public let value: ManifestValue

  /// Makes a member.
  public init(_ key: String, _ value: ManifestValue) {
    self.key = key
    self.value = value
  }
}
