public import FlowAnswer
public import FlowPolicy

/// What a change has to do with the drops of one namespace.
public struct CorrelationRow: Sendable {
  /// Drops between two namespaces that rose.
  public struct Pair: Equatable, Sendable {
    /// The namespace that asked, `reserved:NAME` outside of them.
    public let source: String
    /// The one that was asked.
    public let destination: String
    /// Why they were dropped.
    public let reason: String
    /// The direction in which they were seen; nil where that was masked.
    public let direction: PolicyDirection?
    /// Attempts before the change.
    public let before: Int
    /// Attempts after it.
    public let after: Int
  }

  /// The change.
  public let change: Change
  /// The affected namespace; several, joined by commas, where nothing rose.
  public let namespace: String
  /// What it has to do with the drops.
  public let answer: ChangeClass
  /// What rose.
  public var pairs: [Pair] = []
  /// The first drop of them.
  public var firstDrop: Timestamp?
  /// The last one.
  public var lastDrop: Timestamp?
  /// Attempts before the change, in covered time.
  public var before = 0
  /// Attempts after it.
  public var after = 0
  /// How much the rate rose; nil where nothing was before.
  public var ratio: Double?
  /// Its interval of 95 %; nil where nothing rose, no upper end where there is none.
  public var interval: (low: Double, high: Double?)?
  /// The adjusted probability of such a rise by chance.
  public var chance: Double?
  /// The policies that the change touched and that explain the drops.
  public var policies: [ObjectReference] = []
  /// What `explain` says of the drops, by the policies that there are now; empty where these say nothing of then.
  public var explanations: [String] = []
  /// Whether the drops have ended; nil where nothing rose.
  public var hasRecovered: Bool?

  init(_ change: Change, namespace: String, _ answer: ChangeClass) {
    self.change = change
    self.namespace = namespace
    self.answer = answer
  }
}
