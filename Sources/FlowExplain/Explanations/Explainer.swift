public import FlowAnswer
public import FlowPolicy

/// Finds out why packets were dropped: asks policies about the rows of a table of drops.
///
/// Costs one question for each distinct one, however many rows ask it.
public struct Explainer: Sendable {
  /// What rows of the answer are told apart by.
  private struct Key: Hashable {
    let values: [String]
    /// The number of the explanation: few are said of many rows.
    let explanation: Int
  }

  private let grouping: QuestionGrouping
  private var policies: AskedPolicies?

  /// An explainer of rows of a grouping; without policies only what the log names is known.
  public init(_ grouping: QuestionGrouping, _ set: PolicySet?) {
    self.grouping = grouping
    policies = set.map(AskedPolicies.init)
  }

  /// The explanations of all rows of a table, which is of the explainer's grouping.
  public mutating func explain(_ counts: GroupedCounts) -> Explanations {
    policies = policies.map { AskedPolicies($0.set.completed(by: counts, grouping)) }
    var flow = FlowQuestion(grouping)
    var rows: [ExplainedRow] = []
    var numbers: [Key: Int] = [:]
    var explanations: [Explanation: Int] = [:]
    for position in 0..<counts.rowCount {
      let row = counts.row(at: position)
      flow.read(row)
      flow.readEnds()
      let explanation = explanation(flow, at: row.last)
      var values = Array(row.values.prefix(grouping.by.count))
      if let place = grouping.by.firstIndex(of: .defaultDenyPolicy), policies != nil {
        values[place] = explanation.defaultDenyNames
      }
      let key = Key(
        values: values, explanation: explanations.number(of: explanation))
      let question = explanation.direction.map { flow.question($0).question }
      if let number = numbers[key] {
        rows[number].add(row, explanation, question)
      } else {
        numbers[key] = rows.count
        rows.append(
          ExplainedRow(
            values: values, explanation: explanation, count: row.count, first: row.first,
            last: row.last, question: question))
      }
    }
    return Explanations(grouping, rows, set: policies?.set, hasOverflowed: counts.hasOverflowed)
  }

  private mutating func explanation(_ flow: FlowQuestion, at time: Timestamp?) -> Explanation {
    let direction = flow.direction
    func unknown(_ cause: UnknownCause) -> Explanation {
      var explanation = Explanation(.unknown, direction: direction)
      explanation.unknownCause = cause
      return explanation
    }
    guard !flow.isOther else {
      return unknown(.tooManyGroups)
    }
    guard let cause = DropCause(flow) else {
      return unknown(.noReason)
    }
    if cause == .other {
      var explanation = Explanation(.notAPolicy, direction: direction)
      explanation.dropReason = flow[.reason]
      return explanation
    }
    let deniedBy = cause == .explicitDeny ? flow.denyingPolicies : []
    guard policies != nil else {
      var explanation =
        deniedBy.isEmpty && cause != .l7
        ? unknown(.noPolicies)
        : Explanation(cause == .l7 ? .l7Denied : .explicitDeny, direction: direction)
      explanation.deniedBy = deniedBy
      return explanation
    }
    guard let direction else {
      return unknown(.noDirection)
    }
    guard !flow.lacksLabels else {
      return unknown(.noLabels)
    }
    return ask(flow.question(direction), cause, deniedBy, at: time)
  }

  private mutating func ask(
    _ question: KnownQuestion, _ cause: DropCause, _ deniedBy: [ObjectReference],
    at time: Timestamp?
  ) -> Explanation {
    let direction = question.key.direction
    guard let asked = policies?.ask(question) else {
      return Explanation(.unknown, direction: direction)
    }
    var explanation = Explanation(
      cause == .l7 ? .l7Denied : asked.answer.verdict.explanation, direction: direction)
    explanation.deniedBy = deniedBy
    explanation.answer = asked.answer
    explanation.otherSide = asked.otherSide
    if cause == .l7 {
      // What the packets met at the proxy are the rules that send them there.
      explanation.answer.matchingAllow = asked.answer.redirectedBy
    }
    if explanation.kind == .wouldBeAllowedNow {
      explanation.changedSince = changed(since: time, among: asked.answer.selectedBy)
    }
    return explanation
  }

  /// The objects that were created or changed behind a time, by their own word.
  private func changed(
    since time: Timestamp?, among objects: [ObjectReference]
  ) -> [ObjectReference] {
    guard let time, let set = policies?.set else {
      return []
    }
    return objects.filter { reference in
      set.object(reference)?.lastChange.flatMap { Timestamp(written: $0) }.map { $0 > time }
        ?? false
    }
  }
}

extension [Explanation: Int] {
  /// The number of an explanation, the next one where it is new.
  mutating func number(of explanation: Explanation) -> Int {
    if let number = self[explanation] {
      return number
    }
    let number = count
    self[explanation] = number
    return number
  }
}

extension Explanation {
  /// The policies given that put the endpoint under default deny, as `--by default-deny-policy` prints those of the log.
  fileprivate var defaultDenyNames: String {
    let names = answer.defaultDenyBy.map { "\($0.namespace.map { "\($0)/" } ?? "")\($0.name)" }
    return kind == .defaultDeny && !names.isEmpty
      ? Set(names).sorted().joined(separator: ",") : GroupField.absent
  }
}

/// What a drop reason says of policies.
private enum DropCause {
  case explicitDeny, defaultDeny, l7, other

  /// Nil where the reason is not there: it may have been a policy's.
  init?(_ flow: FlowQuestion) {
    guard flow[.type] != "L7" else {
      self = .l7
      return
    }
    switch flow[.reason] {
    case nil, "DROP_REASON_UNKNOWN": return nil
    case "POLICY_DENIED": self = .defaultDeny
    case "POLICY_DENY": self = .explicitDeny
    case _: self = .other
    }
  }
}

extension PolicyVerdict {
  /// The class of a drop of which the policies given say this.
  var explanation: ExplanationClass {
    switch self {
    case .allowed: .wouldBeAllowedNow
    case .deniedByDefault: .defaultDeny
    case .deniedExplicitly: .explicitDeny
    case .unknown: .unknown
    }
  }
}
