/// What windows held besides new lines.
public struct WindowReport: Sendable, Equatable {
  /// Lines that an earlier window held already.
  public internal(set) var knownCount: UInt64 = 0
  /// Lines that nobody knows, of a time whose lines are not remembered any more: they are taken for known.
  public internal(set) var tooOldCount: UInt64 = 0
  /// Lines that had to be forgotten although a next window may hold them: there were too many.
  public internal(set) var forgottenCount: UInt64 = 0
  /// How often flows of a node may have been missed.
  public internal(set) var gapCount = 0
  /// The nodes, the first few.
  public internal(set) var gapNodes: [String] = []

  /// Nothing.
  public init() {}

  /// How many nodes are named.
  public static let maximumNodeCount = 5
}
