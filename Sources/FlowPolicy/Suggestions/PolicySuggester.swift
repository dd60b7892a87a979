import FlowManifest

/// Looks for the smallest change of policies that lets a question through.
///
/// Each change is judged by the engine before it is given: with it the question is allowed, and no other question of a list is that was
/// denied. Peers in the world are judged by address, as a new CIDR gives their identity a new label. The list is all that is known of
/// what must stay denied, so a suggestion is one to review.
public struct PolicySuggester: Sendable {
  private var set: PolicySet
  private var engine: PolicyEngine
  /// The objects that no policy is made of, but which policies need.
  private let groups: [ManifestValue]
  /// What has to stay denied, by its subject.
  private var denied: [DeniedSubject]

  private struct DeniedSubject: Sendable {
    let labels: [String]
    let direction: PolicyDirection
    let questions: [Question]
  }

  private struct SubjectKey: Hashable {
    let labels: [String]
    let direction: PolicyDirection
  }

  /// How many near misses are tried for a question, of policies of namespaces and of others.
  private static let nearLimit = 16

  /// A suggester over policies.
  ///
  /// - Parameters:
  ///   - set: The policies.
  ///   - questions: What was denied; those among it that the policies deny by default have to stay denied.
  public init(_ set: PolicySet, denied questions: [Question]) {
    self.set = set
    engine = PolicyEngine(set, worldPeers: .byAddress)
    groups = set.objects.filter { $0.kind == .ciliumCIDRGroup }.map(\.value)
    var bySubject: [SubjectKey: [Question]] = [:]
    for question in questions where engine.answer(question).verdict == .deniedByDefault {
      let key = SubjectKey(labels: question.subject.labels, direction: question.direction)
      bySubject[key, default: []].append(question)
    }
    denied = bySubject.map {
      DeniedSubject(labels: $0.labels, direction: $0.direction, questions: $1)
    }
  }

  /// Takes a suggestion as made: what is asked next is asked of the policies with it.
  ///
  /// Costs reading all policies anew.
  public mutating func apply(_ suggestion: Suggestion) {
    let values = set.objects.map(\.value) + [suggestion.object]
    // The suggestion was read before it was given, and so were the others.
    if let changed = try? PolicySet(values, configuration: set.configuration) {
      set = changed
      engine = PolicyEngine(changed, worldPeers: .byAddress)
      forgetAllowed()
    }
  }

  /// Leaves out what need not stay denied any more.
  private mutating func forgetAllowed() {
    var engine = engine
    denied = denied.compactMap { subject in
      let questions = subject.questions.filter {
        engine.answer($0).verdict == .deniedByDefault
      }
      return questions.isEmpty
        ? nil
        : DeniedSubject(
          labels: subject.labels, direction: subject.direction, questions: questions)
    }
  }

  /// What lets a question through.
  public mutating func suggestion(for question: Question) -> SuggestionResult {
    let answer = engine.answer(question, withNearMisses: true)
    switch answer.verdict {
    case .allowed: return .allowed
    case .unknown: return .unknown(answer.unknownVia)
    case .deniedExplicitly: return .deniedBy(answer.matchingDeny)
    case .deniedByDefault: break
    }
    for candidate in candidates(question, answer.near) where isRight(candidate, question) {
      return .suggestion(Suggestion(candidate))
    }
    return .none
  }

  /// What may be changed, the smallest first: a policy of the namespace, a new one, a policy of the whole cluster.
  private func candidates(_ question: Question, _ near: [NearMiss]) -> [SuggestionCandidate] {
    let set = set
    let ofNamespaces = near.filter { $0.rule.object.namespace != nil }
    let ofAll = near.filter { $0.rule.object.namespace == nil }
    let policy = NewPolicy(question: question, configuration: set.configuration) {
      set.object($0) != nil
    }
    func changes(_ misses: [NearMiss]) -> [SuggestionCandidate] {
      misses.prefix(Self.nearLimit).flatMap { miss in
        set.object(miss.rule.object).map {
          RuleChange(question: question, miss: miss, object: $0).candidates
        } ?? []
      }
    }
    return changes(ofNamespaces) + policy.candidates + changes(ofAll)
  }

  /// Whether a change allows a question, and nothing of what was denied.
  ///
  /// The engine is compositional: what was denied by default is allowed exactly if a rule of the changed object allows it. So the object
  /// is asked alone.
  private func isRight(_ candidate: SuggestionCandidate, _ question: Question) -> Bool {
    guard let alone = try? PolicySet([candidate.object] + groups, configuration: set.configuration),
      !alone.refused.contains(where: { $0.object.kind != "CiliumCIDRGroup" })
    else {
      return false
    }
    var judge = PolicyEngine(alone, worldPeers: .byAddress)
    func allows(_ asked: Question) -> Bool {
      !judge.answer(asked.naming(candidate.name)).matchingAllow.isEmpty
    }
    guard allows(question) else {
      return false
    }
    for subject in denied {
      guard let first = subject.questions.first,
        !judge.answer(first).selectedBy.isEmpty
      else {
        continue
      }
      for other in subject.questions where !other.isSame(question) && allows(other) {
        return false
      }
    }
    return true
  }
}

extension Suggestion {
  fileprivate init(_ candidate: SuggestionCandidate) {
    object = candidate.object
    change = candidate.change
    addition = candidate.addition
  }
}

extension Question {
  /// Whether the agent cannot tell the two apart: pods are told by labels, the world by address.
  fileprivate func isSame(_ other: Question) -> Bool {
    let isInWorld = peer.labels.contains { $0.hasPrefix("reserved:world") }
    let isSameAddress = !isInWorld || peer.address == other.peer.address
    return direction == other.direction && layer4 == other.layer4 && isSameAddress
      && subject.labels == other.subject.labels && peer.labels == other.peer.labels
  }

  /// The question as it is once a rule names a DNS name: identities of its addresses have a label of it then.
  fileprivate func naming(_ name: String?) -> Question {
    guard let name, peer.names.contains(name) else {
      return self
    }
    var question = self
    question.peer.labels.append("fqdn:" + name)
    return question
  }
}
