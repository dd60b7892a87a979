/// What policies say of a packet on one side.
public enum PolicyVerdict: String, Sendable {
  /// It may pass.
  case allowed
  /// Policies put the subject into default deny, and no rule allows it.
  case deniedByDefault = "denied_default"
  /// A rule denies it.
  case deniedExplicitly = "denied_explicit"
  /// It hangs on what no dump of policies tells.
  case unknown
}

/// Why a subject is in default deny without a policy.
public enum DefaultDenyReason: String, Sendable {
  /// The enforcement mode.
  case enforcementModeAlways = "policy-enforcement-mode-always"
  /// Its labels are not known yet.
  case initializing = "reserved:init"
}

/// The answer to a question.
///
/// All lists are sorted by kind, namespace, name and place of the rule, each element once; `near` first by its dimensions, the likeliest
/// for people first.
public struct Answer: Equatable, Sendable {
  /// The verdict.
  public var verdict = PolicyVerdict.allowed
  /// Whether the subject is enforced on in this direction: a rule selects it, or it is in default deny without one.
  public var isEnforced = false
  /// The policies that put the subject into default deny.
  public var defaultDenyBy: [ObjectReference] = []
  /// Why it is in default deny besides.
  public var defaultDenyReasons: [DefaultDenyReason] = []
  /// All policies that select the subject in this direction.
  public var selectedBy: [ObjectReference] = []
  /// The rules that allow the packet.
  public var matchingAllow: [RuleReference] = []
  /// The rules that deny it.
  public var matchingDeny: [RuleReference] = []
  /// Of `matchingAllow` those that send it to the proxy, which may deny it by L7 rules.
  public var redirectedBy: [RuleReference] = []
  /// The rules that fail in one dimension; empty unless asked for and denied by default, for all that is known.
  public var near: [NearMiss] = []
  /// The rules that match if what no dump tells is as they want it.
  public var unknownVia: [RuleReference] = []
  /// The settings which nobody has given and which the answer hangs on.
  public var assumptions: [ConfigurationSetting] = []

  /// The answer where nobody enforces anything.
  public init() {}

  /// Whether the subject is in default deny.
  public var isDefaultDeny: Bool {
    !defaultDenyBy.isEmpty || !defaultDenyReasons.isEmpty
  }

  /// Whether it passes by way of the proxy (`l7`).
  public var isRedirected: Bool {
    verdict == .allowed && !redirectedBy.isEmpty
  }
}
