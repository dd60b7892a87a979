public import FlowPolicy

/// Why packets were dropped, in one word.
public enum ExplanationClass: String, CaseIterable, Sendable {
  /// A rule denies them; without policies: the log names one.
  case explicitDeny = "explicit_deny"
  /// Policies put the subject into default deny, and no rule allows them.
  case defaultDeny = "default_deny"
  /// With the policies given they would pass: these have changed since.
  case wouldBeAllowedNow = "would_be_allowed_now"
  /// The proxy dropped them by L7 rules.
  case l7Denied = "l7_denied"
  /// They were dropped for another reason than a policy.
  case notAPolicy = "not_a_policy"
  /// It hangs on what neither log nor policies tell.
  case unknown

  /// Whether somebody has to look at them: `--fail-on` counts these.
  public var isDenial: Bool {
    switch self {
    case .explicitDeny, .defaultDeny, .l7Denied, .unknown: true
    case .wouldBeAllowedNow, .notAPolicy: false
    }
  }
}

/// Why nothing is known of a row, where it is no rule that the answer hangs on.
public enum UnknownCause: String, Sendable {
  /// No policies were given, and the log names none.
  case noPolicies = "no policies given"
  /// The flow says no direction.
  case noDirection = "the flow does not say its direction"
  /// The labels of both ends were masked.
  case noLabels = "the flow has no labels"
  /// The drop reason was masked.
  case noReason = "the flow does not say its drop reason"
  /// The row stands for groups beyond `--max-groups`.
  case tooManyGroups = "more groups than --max-groups"
}

/// Why the packets of a row were dropped.
///
/// Two are equal that differ in what packets had where a rule wants something else: the addresses of a scanner are one row.
public struct Explanation: Sendable {
  /// The class.
  public var kind: ExplanationClass
  /// The side whose policies were asked; nil where the flow does not say.
  public var direction: PolicyDirection?
  /// The policies that the log names, on an explicit deny.
  public var deniedBy: [ObjectReference] = []
  /// What the policies given say.
  public var answer = Answer()
  /// What the other side's policies say; nil where it is no pod, or nobody was asked.
  public var otherSide: PolicyVerdict?
  /// Of policies that select the subject those that have changed since the drop, by their own word.
  public var changedSince: [ObjectReference] = []
  /// Why nothing is known, where no rule is to blame.
  public var unknownCause: UnknownCause?
  /// The drop reason, where it is no policy's.
  public var dropReason: String?

  init(_ kind: ExplanationClass, direction: PolicyDirection?) {
    self.kind = kind
    self.direction = direction
  }
}

extension Explanation: Hashable {
  /// Whether both say the same, but for what packets had.
  public static func == (left: Self, right: Self) -> Bool {
    left.kind == right.kind && left.direction == right.direction
      && left.deniedBy == right.deniedBy && left.otherSide == right.otherSide
      && left.changedSince == right.changedSince && left.unknownCause == right.unknownCause
      && left.dropReason == right.dropReason && left.answer.isLike(right.answer)
  }

  /// Feeds what is compared, but for near misses.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(direction)
    hasher.combine(deniedBy)
    hasher.combine(otherSide)
    hasher.combine(changedSince)
    hasher.combine(dropReason)
    hasher.combine(answer.defaultDenyBy)
    hasher.combine(answer.matchingAllow)
    hasher.combine(answer.matchingDeny)
  }
}

extension Answer {
  /// Whether two are equal but for what packets had.
  func isLike(_ other: Self) -> Bool {
    defaultDenyBy == other.defaultDenyBy && defaultDenyReasons == other.defaultDenyReasons
      && matchingAllow == other.matchingAllow && matchingDeny == other.matchingDeny
      && unknownVia == other.unknownVia && near.count == other.near.count
      && zip(near, other.near).allSatisfy { $0.isLike($1) }
  }

  /// Takes of each near miss the first by bytes of what packets had.
  mutating func takeFirstHaves(of other: Self) {
    near = zip(near, other.near).map { mine, others in
      switch (mine.have, others.have) {
      case (let first?, let second?):
        first.utf8.lexicographicallyPrecedes(second.utf8) ? mine : others
      case (nil, _): others
      case (_, nil): mine
      }
    }
  }
}

extension NearMiss {
  fileprivate func isLike(_ other: Self) -> Bool {
    rule == other.rule && dimension == other.dimension && key == other.key && want == other.want
  }
}
