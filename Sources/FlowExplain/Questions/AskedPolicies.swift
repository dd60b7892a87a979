import FlowPolicy

/// Policies that are asked, each question once: what they said is kept, within bounds.
struct AskedPolicies {
  /// What a question came to.
  struct Asked {
    let answer: Answer
    /// What the other side's policies say of the packet; nil where that side is no pod.
    let otherSide: PolicyVerdict?
  }

  private var engine: PolicyEngine
  private var answers: [Question: Asked] = [:]
  private var verdicts: [Question: PolicyVerdict] = [:]
  /// More are asked anew.
  private static let mostKept = 1 << 16

  init(_ set: PolicySet) {
    engine = PolicyEngine(set, worldPeers: .byAddress)
  }

  var set: PolicySet {
    engine.set
  }

  /// Whether Cilium enforces policies on an endpoint.
  func enforces(on endpoint: Endpoint) -> Bool {
    engine.enforces(on: endpoint)
  }

  /// The answer with its near misses, and what the other side says.
  mutating func ask(_ question: Question) -> Asked {
    if let known = answers[question] {
      return known
    }
    let answer = engine.answer(question, withNearMisses: true)
    let otherSide = question.peer.isPod ? engine.answer(question.ofOtherSide).verdict : nil
    if answers.count == Self.mostKept {
      answers.removeAll(keepingCapacity: true)
    }
    let asked = Asked(answer: answer, otherSide: otherSide)
    answers[question] = asked
    return asked
  }

  /// The verdict alone.
  mutating func verdict(_ question: Question) -> PolicyVerdict {
    if let known = verdicts[question] {
      return known
    }
    let verdict = engine.answer(question).verdict
    if verdicts.count == Self.mostKept {
      verdicts.removeAll(keepingCapacity: true)
    }
    verdicts[question] = verdict
    return verdict
  }
}
