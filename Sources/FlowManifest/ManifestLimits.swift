/// What a document may ask for; beyond it is an error, never a long wait.
public enum ManifestLimits: Sendable {
  /// Open containers within one another; Kubernetes' own objects stay below 40.
  public static let depth = 200

  /// Directives of a document: libyaml compares each with all before it.
  static let directives = 100

  /// What each value counts for in an expansion, besides the bytes of its text.
  static let nodeWeight = 16

  /// What aliases of a document may add to it, whatever its length.
  static let expansionBase = 4 << 20

  /// What they may add for each byte of the document up to them.
  static let expansionFactor = 16

  /// What the aliases in the first bytes of a document may add to it: 16 for each value, and the bytes of its text.
  ///
  /// So a document of 1 KB may grow to some 260,000 values; go-yaml, which kubectl reads with, takes 400,000.
  static func expansion(byteCount: Int) -> Int {
    expansionBase + expansionFactor * byteCount
  }
}
