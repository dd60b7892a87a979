/// A directory or an archive that was named: what of it is no flow log is stepped over.
public struct InputCollection: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// With the directories below it.
    case directory
    /// Its members are read where they lie.
    case archive
  }

  /// Its name as it was given; not escaped.
  public let name: String
  /// What it is.
  public let kind: Kind

  /// A directory or an archive of that name.
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}
