public import FlowManifest

/// A change of policies that lets a packet through that was denied by default.
public struct Suggestion: Equatable, Sendable {
  /// What is changed.
  public enum Change: Equatable, Sendable {
    /// A rule of a policy that is there.
    case rule(RuleReference)
    /// Nothing: it is a policy of its own.
    case newPolicy(ObjectReference)
  }

  /// The object to apply: the whole policy, without what the API server keeps in it.
  public let object: ManifestValue
  /// What is changed by it.
  public let change: Change
  /// What is added, such as `8443/TCP`, `app = web` or `203.0.113.7/32`.
  public let addition: String
}

/// What comes of asking for a suggestion.
public enum SuggestionResult: Equatable, Sendable {
  /// A change that was judged: it allows the packet, and nothing else of what was denied.
  case suggestion(Suggestion)
  /// Rules deny it: no allow helps, these are in the way.
  case deniedBy([RuleReference])
  /// It is allowed already.
  case allowed
  /// It hangs on what no dump tells: on these rules.
  case unknown([RuleReference])
  /// No change is narrow enough, or the packet cannot be named in a rule.
  case none
}

/// A change that may be suggested, not yet judged.
struct SuggestionCandidate {
  let object: ManifestValue
  let change: Suggestion.Change
  let addition: String
  /// A DNS name that identities with it would get a label of.
  var name: String?
}
