/// How a peer in the world is told to be in a CIDR.
public enum WorldPeers: Sendable {
  /// By the `cidr:` label of its identity, as the agent did when it made the flow.
  case byLabel
  /// By its address and by the CIDR groups of the set: the label knows only the prefixes of then.
  ///
  /// What has no address is judged by label, and so are groups that are not among the objects.
  case byAddress
}

/// Asks policies.
///
/// A mutable value: it keeps what it has learned of sets of labels, in a memory that is bounded.
///
/// The engine is compositional. A rule matches or does not; an explicit deny beats every allow; an allow beats the default deny. Neither
/// the order of rules nor how narrow they are matters.
public struct PolicyEngine: Sendable {
  /// The policies that are asked.
  public let set: PolicySet
  private let worldPeers: WorldPeers
  private(set) var rows: LabelRows
  private var selections = SelectionTable()

  /// An engine that has learned nothing yet.
  public init(_ set: PolicySet, worldPeers: WorldPeers = .byAddress) {
    self.init(set, worldPeers: worldPeers, rowLimit: .max)
  }

  /// An engine that keeps no more sets of labels than so many.
  init(_ set: PolicySet, worldPeers: WorldPeers, rowLimit: Int) {
    self.set = set
    self.worldPeers = worldPeers
    rows = LabelRows(selectorCount: set.selectors.count, rowLimit: rowLimit)
  }

  /// Whether Cilium enforces policies on an endpoint at all: pods, health, ingress, init, and hosts with the host firewall.
  public func enforces(on endpoint: Endpoint) -> Bool {
    var reserved: ReservedLabels = []
    for label in endpoint.labels.lazy.map({ LabelParts($0) }) where label.source == "reserved" {
      reserved.formUnion(ReservedLabels(key: label.key))
    }
    if reserved.contains(.host) {
      return set.configuration.isHostFirewallEnabled
    }
    return endpoint.isPod || !reserved.isDisjoint(with: [.health, .ingress, .initializing])
  }

  /// The answer to a question.
  ///
  /// Identities have at least one label. Of a side without any nothing is known: a subject's answer is unknown, and so is whether a rule
  /// is for such a peer, unless it is for everybody.
  ///
  /// - Parameters:
  ///   - question: What is asked.
  ///   - withNearMisses: Whether near misses are looked for where it is denied by default, for all that is known.
  /// - Returns: The verdict, and all that it rests on.
  public mutating func answer(_ question: Question, withNearMisses: Bool = false) -> Answer {
    if rows.isFull {
      rows.clear()
      selections.clear()
    }
    let subject = rows.labels(question.subject.labels, symbols: set.symbols)
    let peer = self.peer(question)
    var answer = Answer()
    let configuration = set.configuration
    let reserved = rows.sets[subject.row].reserved
    let isHost = reserved.contains(.host)
    guard configuration.enforcementMode != .never, !isHost || configuration.isHostFirewallEnabled
    else {
      answer.assumptions = assumptions(question, answer, subject: reserved, peer: peer)
      return answer
    }
    guard !question.subject.labels.isEmpty else {
      answer.verdict = .unknown
      return answer
    }
    let selection = selection(subject.row, question.direction)
    answer.selectedBy = selection.selectedBy
    answer.defaultDenyBy = selection.defaultDenyBy
    if configuration.enforcementMode == .always {
      answer.defaultDenyReasons.append(.enforcementModeAlways)
    }
    if reserved.contains(.initializing) {
      answer.defaultDenyReasons.append(.initializing)
    }
    answer.isEnforced = !selection.selectedBy.isEmpty || !answer.defaultDenyReasons.isEmpty
    let unknown = match(selection, question.layer4, peer, &answer)
    let hostPasses =
      question.direction == .ingress && peer.reserved.contains(.host) && !isHost
      && configuration.isLocalhostAllowed
      && (configuration.version < .v1x20 || !selection.selectedBy.isEmpty)
    answer.verdict = verdict(of: answer, unknown, hostPasses: hostPasses)
    let isDenied = answer.verdict == .deniedByDefault
    if withNearMisses, isDenied || answer.verdict == .unknown && !unknown.deny {
      answer.near = nearMisses(selection, question, peer)
    }
    answer.assumptions = assumptions(question, answer, subject: reserved, peer: peer)
    return answer
  }

  private func verdict(
    of answer: Answer, _ unknown: (allow: Bool, deny: Bool), hostPasses: Bool
  ) -> PolicyVerdict {
    if !answer.matchingDeny.isEmpty {
      return .deniedExplicitly
    }
    if unknown.deny {
      return .unknown
    }
    if !answer.matchingAllow.isEmpty || !answer.isDefaultDeny || hostPasses {
      return .allowed
    }
    return unknown.allow ? .unknown : .deniedByDefault
  }

  private mutating func peer(_ question: Question) -> KnownPeer {
    let labels = rows.labels(question.peer.labels, symbols: set.symbols)
    let set = rows.sets[labels.row]
    var canBeInBlock = set.isWorld
    if self.set.configuration.doCIDRsMatchNodes, set.reserved.contains(.remoteNode) {
      canBeInBlock = true
    }
    let address = IPAddress(question.peer.address)
    return KnownPeer(
      row: labels.row, reserved: set.reserved, isPod: set.isPod,
      isUnknown: question.peer.labels.isEmpty, hasGroup: set.hasGroup,
      block: labels.block, address: address,
      judgedAddress: worldPeers == .byAddress ? address : nil, canBeInBlock: canBeInBlock)
  }

  private mutating func selection(_ row: Int, _ direction: PolicyDirection) -> Selection {
    if let selection = selections.selection(ofRow: row, direction) {
      return selection
    }
    let labels = rows.sets[row]
    let isHost = labels.reserved.contains(.host)
    var candidates = set.policiesOfAll
    for label in labels.labels(ofKey: set.symbols.known(KnownKey.namespace[...])) {
      candidates += set.policiesOfNamespace[label.value] ?? []
    }
    var chosen: [Int32] = []
    for index in candidates.sorted() where index != chosen.last {
      let policy = set.policies[Int(index)]
      if policy.side(direction).isEnforced, policy.isNode == isHost,
        rows.matches(row, policy.subjects, of: set.selectors)
      {
        chosen.append(index)
      }
    }
    return selections.keep(chosen, ofRow: row, direction, set)
  }

  /// Fills in which rules match, and says whether some might.
  private mutating func match(
    _ selection: Selection, _ layer4: Layer4, _ peer: KnownPeer, _ answer: inout Answer
  ) -> (allow: Bool, deny: Bool) {
    var unknown = (allow: false, deny: false)
    // A value of its own is lent to each call, where a property of this one would be copied for it.
    let set = self.set
    for range in selection.rules {
      for index in range where set.rules[index].mayMatch(layer4) {
        switch match(set.rules[index], layer4, peer, of: set) {
        case .no: break
        case .yes:
          let rule = set.rules[index]
          let reference = set.reference(ofRule: index)
          if rule.traits.contains(.isDeny) {
            answer.matchingDeny.append(reference)
          } else {
            answer.matchingAllow.append(reference)
            if set.rules.redirects(rule, layer4) {
              answer.redirectedBy.append(reference)
            }
          }
        case .unknown:
          let isDeny = set.rules[index].traits.contains(.isDeny)
          answer.unknownVia.append(set.reference(ofRule: index))
          unknown.allow = unknown.allow || !isDeny
          unknown.deny = unknown.deny || isDeny
        }
      }
    }
    return unknown
  }

  private mutating func match(
    _ rule: PolicyRule, _ layer4: Layer4, _ peer: KnownPeer, of set: PolicySet
  ) -> Match {
    guard !rule.traits.contains(.isNothing) else {
      return .no
    }
    let ports = set.rules.match(ports: rule, layer4)
    guard ports != .no else {
      return .no
    }
    switch rows.match(rule, peer, of: set) {
    case .no: return .no
    case .unknown: return .unknown
    case .yes: return ports
    }
  }

  private mutating func nearMisses(
    _ selection: Selection, _ question: Question, _ peer: KnownPeer
  ) -> [NearMiss] {
    var found: [NearMissFinder.Found] = []
    let set = self.set
    let finder = NearMissFinder(
      set: set, question: question, peer: peer, labels: rows.sets[peer.row])
    for range in selection.rules {
      for index in range {
        let rule = set.rules[index]
        guard rule.traits.isDisjoint(with: [.isDeny, .isNothing, .opaque]), !peer.isUnknown else {
          continue
        }
        let peers = rows.match(rule, peer, of: set) == .yes
        let ports =
          rule.mayMatch(question.layer4) ? set.rules.match(ports: rule, question.layer4) : .no
        if peers, ports == .no {
          finder.addPorts(ofRule: index, to: &found)
        } else if !peers, ports == .yes {
          finder.addPeers(ofRule: index, to: &found)
        }
      }
    }
    return finder.sorted(found)
  }
}
