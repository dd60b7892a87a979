import FlowPolicy

/// How well a policy explains drops, from nothing up.
enum PolicyFit: Int, Comparable, Sendable {
  /// It cannot have dropped them.
  case no
  /// It may have: its namespace and direction fit, and more cannot be told.
  case byNamespace
  /// It selects the endpoint, and does not let the peer through.
  case bySelector
  /// The log names it.
  case byName

  static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Tells how well a policy explains a link's drops: by what the log names, and by what the engine says of the policies that there are now.
struct DropExplainer: Sendable {
  private struct Key: Hashable {
    let policy: ObjectReference
    let link: Int
    let isSpecOfThen: Bool
  }

  private struct Side: Hashable {
    let policy: ObjectReference
    let direction: PolicyDirection
  }

  private var engine: PolicyEngine?
  private var known: [Key: PolicyFit] = [:]
  private var reaches: [Side: PolicyReach?] = [:]
  private static let mostKept = 1 << 18

  /// An explainer by policies; nil where none were given.
  init(_ set: PolicySet?) {
    engine = set.map { PolicyEngine($0, worldPeers: .byAddress) }
  }

  /// How well a policy explains the drops of a link, which is known by its number.
  ///
  /// - Parameters:
  ///   - policy: The policy.
  ///   - isSpecOfThen: Whether what was given of it is what it said then.
  ///   - link: The link.
  ///   - number: Its number.
  /// - Returns: The best fit of the link's ends.
  mutating func fit(
    of policy: ObjectReference, isSpecOfThen: Bool, to link: DropGroup, number: Int
  ) -> PolicyFit {
    let key = Key(policy: policy, link: number, isSpecOfThen: isSpecOfThen)
    if let fit = known[key] {
      return fit
    }
    if known.count == Self.mostKept {
      known.removeAll(keepingCapacity: true)
    }
    let fit = judge(policy, isSpecOfThen: isSpecOfThen, link)
    known[key] = fit
    return fit
  }

  private mutating func judge(
    _ policy: ObjectReference, isSpecOfThen: Bool, _ link: DropGroup
  ) -> PolicyFit {
    let isNamed = link.deniedBy.contains {
      $0 == policy || $0.namespace == policy.namespace && $0.name == policy.name
    }
    guard !isNamed else {
      return .byName
    }
    if link.pair.reason.reason == "POLICY_DENY", !link.deniedBy.isEmpty {
      return .no
    }
    var best = PolicyFit.no
    for direction in [PolicyDirection.ingress, .egress]
    where link.pair.direction ?? direction == direction {
      best = max(best, judge(policy, isSpecOfThen: isSpecOfThen, link, direction))
    }
    return best
  }

  private mutating func judge(
    _ policy: ObjectReference, isSpecOfThen: Bool, _ link: DropGroup, _ direction: PolicyDirection
  ) -> PolicyFit {
    let own = direction == .ingress ? link.pair.destination : link.pair.source
    guard policy.namespace.map({ $0 == own }) ?? !own.hasPrefix("reserved:") else {
      return .no
    }
    guard isSpecOfThen, engine?.set.object(policy) != nil else {
      return .byNamespace
    }
    guard let reach = reach(of: policy, direction), Self.canCause(link.pair.reason.reason, reach)
    else {
      return .no
    }
    var best = PolicyFit.no
    for ends in link.ends {
      best = max(best, judge(policy, link.pair.reason.reason, ends, direction))
    }
    return best
  }

  private mutating func reach(
    of policy: ObjectReference, _ direction: PolicyDirection
  ) -> PolicyReach? {
    let side = Side(policy: policy, direction: direction)
    if let reach = reaches[side] {
      return reach
    }
    let reach = engine?.set.reach(of: policy, direction)
    reaches[side] = reach
    return reach
  }

  /// Whether a policy that does this can have dropped packets for a reason.
  private static func canCause(_ reason: String, _ reach: PolicyReach) -> Bool {
    switch reason {
    case "POLICY_DENY": reach.denies
    case "POLICY_DENIED": reach.isDefaultDeny
    case _: reach.allows
    }
  }

  /// Asks the engine, where the log has the labels.
  private mutating func judge(
    _ policy: ObjectReference, _ reason: String, _ ends: DropGroup.Ends,
    _ direction: PolicyDirection
  ) -> PolicyFit {
    let (subject, peer) =
      direction == .ingress ? (ends.destination, ends.source) : (ends.source, ends.destination)
    guard let subject else {
      return .byNamespace
    }
    let question = Question(
      direction, subject: Endpoint(list: subject), peer: Endpoint(list: peer ?? ""),
      layer4: ends.layer4)
    guard let answer = engine?.answer(question) else {
      return .byNamespace
    }
    let isUnknown = answer.unknownVia.contains { $0.object == policy }
    let isCause: Bool
    switch reason {
    case "POLICY_DENY": isCause = answer.matchingDeny.contains { $0.object == policy }
    case "POLICY_DENIED":
      isCause =
        answer.defaultDenyBy.contains(policy)
        && !answer.matchingAllow.contains { $0.object == policy }
    case _: isCause = answer.selectedBy.contains(policy)
    }
    return isCause ? isUnknown ? .byNamespace : .bySelector : isUnknown ? .byNamespace : .no
  }
}

extension Endpoint {
  /// An end with these labels, joined by commas.
  init(list labels: String) {
    self.init(labels: labels.split(separator: ",").map(String.init))
  }
}
