public import FlowAnswer
public import FlowPolicy

/// Judges traffic that flowed by policies: which of it they would deny, on either side.
///
/// Costs two questions for each distinct one, however many rows ask it; with old policies four.
public struct ImpactJudge: Sendable {
  /// What rows of the answer are told apart by.
  private struct Key: Hashable {
    let values: [String]
    let side: PolicyDirection
    let change: ImpactChange?
    /// The number of the explanation.
    let explanation: Int
  }

  /// What a side of a row came to.
  private struct Finding {
    let change: ImpactChange?
    let asked: AskedPolicies.Asked
  }

  private let grouping: QuestionGrouping
  private var new: AskedPolicies
  private var old: AskedPolicies?
  private var rows: [ImpactRow] = []
  private var numbers: [Key: Int] = [:]
  private var explanations: [Explanation: Int] = [:]
  private var total = ImpactTotal()
  private var assumptions: Set<ConfigurationSetting> = []

  /// A judge of rows of a grouping, by new policies, and by old ones where only what changes is asked for.
  public init(_ grouping: QuestionGrouping, _ new: PolicySet, against old: PolicySet?) {
    self.grouping = grouping
    self.new = AskedPolicies(new)
    self.old = old.map(AskedPolicies.init)
  }

  /// Whether a table, which is of the grouping, has any request that could be judged.
  public static func holdsRequest(_ counts: GroupedCounts, _ grouping: QuestionGrouping) -> Bool {
    var flow = FlowQuestion(grouping)
    return (0..<counts.rowCount).contains { position in
      flow.read(counts.row(at: position))
      return flow.part == .request
    }
  }

  /// Judges all rows of a table, which is of the judge's grouping.
  public mutating func judge(_ counts: GroupedCounts) -> Impact {
    new = AskedPolicies(new.set.completed(by: counts, grouping))
    old = old.map { AskedPolicies($0.set.completed(by: counts, grouping)) }
    var flow = FlowQuestion(grouping)
    for position in 0..<counts.rowCount {
      let row = counts.row(at: position)
      flow.read(row)
      total.flows.addSaturating(row.count)
      switch flow.part {
      case .none: break
      case .undecided: total.undecided.addSaturating(row.count)
      case .request:
        flow.readEnds()
        judge(flow, row)
      }
    }
    return Impact(
      fields: grouping.by, rows: rows.sorted { $0.stands(before: $1) }, total: total,
      isAgainst: old != nil, refused: new.set.refused,
      assumptions: assumptions.union(new.assumptions).sorted(),
      configuration: new.set.configuration, hasOverflowed: counts.hasOverflowed)
  }

  private mutating func judge(_ flow: FlowQuestion, _ row: GroupRow) {
    guard !flow.isOther, !flow.lacksLabels else {
      // Nobody can be asked.
      total.judged.addSaturating(row.count)
      if flow.lacksLabels {
        total.unlabelled.addSaturating(row.count)
      }
      return total.unknown.addSaturating(row.count)
    }
    total.judged.addSaturating(row.count)
    var (isDenied, isUnknown, isNew) = (false, false, false)
    for side in [PolicyDirection.egress, .ingress] {
      let question = flow.question(side)
      guard new.enforcesOnSubject(of: question) else {
        continue
      }
      let verdict = new.verdict(question)
      isDenied = isDenied || verdict.isDenial
      isUnknown = isUnknown || verdict == .unknown
      guard let finding = finding(question, verdict) else {
        continue
      }
      isNew = isNew || finding.change == .newlyDenied
      add(finding, question.question, row)
    }
    if isDenied {
      total.denied.addSaturating(row.count)
    } else if isUnknown {
      total.unknown.addSaturating(row.count)
    } else {
      total.allowed.addSaturating(row.count)
    }
    if isNew {
      total.newlyDenied.addSaturating(row.count)
    }
  }

  /// What has to be said of a side; nil where it allows, or nothing changes.
  private mutating func finding(_ question: KnownQuestion, _ verdict: PolicyVerdict) -> Finding? {
    guard let before = old?.verdict(question) else {
      return verdict == .allowed ? nil : Finding(change: nil, asked: new.ask(question))
    }
    switch (before, verdict) {
    case (.allowed, .deniedByDefault), (.allowed, .deniedExplicitly),
      (.unknown, .deniedByDefault), (.unknown, .deniedExplicitly):
      return Finding(change: .newlyDenied, asked: new.ask(question))
    case (.deniedByDefault, .allowed), (.deniedExplicitly, .allowed):
      return (old?.ask(question)).map { Finding(change: .newlyAllowed, asked: $0) }
    case (.allowed, .unknown), (.deniedByDefault, .unknown), (.deniedExplicitly, .unknown):
      return Finding(change: .newlyUnknown, asked: new.ask(question))
    case (.allowed, .allowed), (.unknown, .allowed), (.unknown, .unknown),
      (.deniedByDefault, .deniedByDefault), (.deniedByDefault, .deniedExplicitly),
      (.deniedExplicitly, .deniedByDefault), (.deniedExplicitly, .deniedExplicitly):
      return nil
    }
  }

  private mutating func add(_ finding: Finding, _ question: Question, _ row: GroupRow) {
    let side = question.direction
    assumptions.formUnion(finding.asked.answer.assumptions)
    var explanation = Explanation(finding.asked.answer.verdict.impact, direction: side)
    explanation.answer = finding.asked.answer
    explanation.otherSide = finding.asked.otherSide
    let values = Array(row.values.prefix(grouping.by.count))
    let key = Key(
      values: values, side: side, change: finding.change,
      explanation: explanations.number(of: explanation))
    if let number = numbers[key] {
      rows[number].add(row, explanation.answer)
    } else {
      numbers[key] = rows.count
      rows.append(
        ImpactRow(
          values: values, side: side, change: finding.change, explanation: explanation,
          question: question, row))
    }
  }
}

extension PolicyVerdict {
  fileprivate var isDenial: Bool {
    switch self {
    case .deniedByDefault, .deniedExplicitly: true
    case .allowed, .unknown: false
    }
  }

  /// The class of what flowed and of which policies say this.
  fileprivate var impact: ExplanationClass {
    switch self {
    case .allowed: .wouldBeAllowedNow
    case .deniedByDefault: .defaultDeny
    case .deniedExplicitly: .explicitDeny
    case .unknown: .unknown
    }
  }
}

extension FlowQuestion {
  /// What a flow line is to `impact`.
  fileprivate enum Part {
    /// None of its packets: it was dropped, only traced, or is a reply.
    case none
    /// Nobody can say whether it is a reply.
    case undecided
    /// A packet that asks, and flowed.
    case request
  }

  /// A line that does not say whether it is a reply is decided by its TCP flags: SYN alone asks, SYN with ACK answers.
  fileprivate var part: Part {
    guard let verdict = self[.verdict],
      ["FORWARDED", "REDIRECTED", "TRANSLATED", "AUDIT"].contains(verdict)
    else {
      return isOther ? .undecided : .none
    }
    switch self[.isReply] {
    case "true": return .none
    case "false": return .request
    case _: break
    }
    let flags = self[.tcpFlags]?.split(separator: ",") ?? []
    guard flags.contains("SYN") else {
      return .undecided
    }
    return flags.contains("ACK") ? .none : .request
  }
}

extension ImpactRow {
  /// What is denied first, then what is not known, what is allowed last; the larger first, then by values, then by side.
  fileprivate func stands(before other: Self) -> Bool {
    guard rank == other.rank else {
      return rank < other.rank
    }
    guard count == other.count else {
      return count > other.count
    }
    guard values == other.values else {
      return values.lexicographicallyPrecedes(other.values)
    }
    guard order == other.order else {
      return order < other.order
    }
    return "\(explanation.answer.defaultDenyBy)" < "\(other.explanation.answer.defaultDenyBy)"
  }

  private var rank: Int {
    switch change {
    case .newlyDenied: 0
    case .newlyUnknown: 1
    case .newlyAllowed: 2
    case nil: explanation.kind == .unknown ? 1 : 0
    }
  }

  /// What rows of the same values are told apart by, but for few.
  private var order: (Int, String, String) {
    (side == .egress ? 0 : 1, change?.rawValue ?? "", explanation.kind.rawValue)
  }
}
