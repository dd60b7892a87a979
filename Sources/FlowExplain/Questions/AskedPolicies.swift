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
  private var answers: [KnownQuestion.Key: Asked] = [:]
  private var verdicts: [KnownQuestion.Key: PolicyVerdict] = [:]
  private var enforced: [Int: Bool] = [:]
  /// The settings that nobody gave and answers hung on.
  private(set) var assumptions: Set<ConfigurationSetting> = []
  /// More are asked anew.
  private static let mostKept = 1 << 16

  init(_ set: PolicySet) {
    engine = PolicyEngine(set, worldPeers: .byAddress)
  }

  var set: PolicySet {
    engine.set
  }

  /// Whether Cilium enforces policies on a question's subject.
  mutating func enforcesOnSubject(of question: KnownQuestion) -> Bool {
    if let known = enforced[question.key.subject] {
      return known
    }
    if enforced.count == Self.mostKept {
      enforced.removeAll(keepingCapacity: true)
    }
    let enforces = engine.enforces(on: question.question.subject)
    enforced[question.key.subject] = enforces
    return enforces
  }

  /// The answer with its near misses, and what the other side says.
  mutating func ask(_ known: KnownQuestion) -> Asked {
    if let answer = answers[known.key] {
      return answer
    }
    let question = known.question
    let answer = engine.answer(question, withNearMisses: true)
    let otherSide = question.peer.isPod ? engine.answer(question.ofOtherSide).verdict : nil
    if answers.count == Self.mostKept {
      answers.removeAll(keepingCapacity: true)
    }
    let asked = Asked(answer: answer, otherSide: otherSide)
    answers[known.key] = asked
    return asked
  }

  /// The verdict alone.
  mutating func verdict(_ known: KnownQuestion) -> PolicyVerdict {
    if let verdict = verdicts[known.key] {
      return verdict
    }
    let answer = engine.answer(known.question)
    let verdict = answer.verdict
    assumptions.formUnion(answer.assumptions)
    if verdicts.count == Self.mostKept {
      verdicts.removeAll(keepingCapacity: true)
    }
    verdicts[known.key] = verdict
    return verdict
  }
}
