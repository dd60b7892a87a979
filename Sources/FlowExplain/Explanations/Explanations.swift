public import FlowAnswer
public import FlowPolicy

/// Dropped packets that were dropped for one reason, and are alike in the fields asked for.
public struct ExplainedRow: Sendable {
  /// The values of the fields of `--by`.
  public let values: [String]
  /// Why.
  public private(set) var explanation: Explanation
  /// How many packets.
  public private(set) var count: UInt64
  /// When the first was dropped; nil where no flow says.
  public private(set) var first: Timestamp?
  /// When the last was dropped.
  public private(set) var last: Timestamp?
  /// What they ask of policies, the first few of it; nothing where the direction is not known.
  public private(set) var questions: [Question]

  /// What is kept of what a row asks.
  private static let mostQuestions = 16

  /// More packets of the row.
  mutating func add(_ row: GroupRow, _ other: Explanation, _ question: Question?) {
    if let question, questions.count < Self.mostQuestions, !questions.contains(question) {
      questions.append(question)
    }
    count.addSaturating(row.count)
    first = [first, row.first].compactMap { $0 }.min()
    last = [last, row.last].compactMap { $0 }.max()
    explanation.answer.takeFirstHaves(of: other.answer)
  }

  init(
    values: [String], explanation: Explanation, count: UInt64, first: Timestamp?,
    last: Timestamp?, question: Question?
  ) {
    questions = question.map { [$0] } ?? []
    self.values = values
    self.explanation = explanation
    self.count = count
    self.first = first
    self.last = last
  }
}

/// The answer of `explain`: rows, the largest first, and what of the policies has to be said beside them.
public struct Explanations: Sendable {
  /// The fields of the rows.
  public let fields: [GroupField]
  /// The rows.
  public let rows: [ExplainedRow]
  /// Packets in all rows.
  public let total: UInt64
  /// Packets that somebody has to look at.
  public let denialTotal: UInt64
  /// The policies that have no effect.
  public let refused: [RefusedPolicy]
  /// The settings that nobody gave and answers hang on.
  public let assumptions: [ConfigurationSetting]
  /// What the agents are taken to be set to; nil without policies.
  public let configuration: PolicyConfiguration?
  /// Whether there were more groups than `--max-groups`.
  public let hasOverflowed: Bool

  init(
    _ grouping: QuestionGrouping, _ rows: [ExplainedRow], set: PolicySet?, hasOverflowed: Bool
  ) {
    fields = grouping.by
    self.rows = rows.sorted { $0.stands(before: $1) }
    total = rows.map(\.count).saturatingSum
    denialTotal = rows.filter { $0.explanation.kind.isDenial }.map(\.count).saturatingSum
    refused = set?.refused ?? []
    configuration = set?.configuration
    assumptions = Set(rows.flatMap { $0.explanation.answer.assumptions }).sorted()
    self.hasOverflowed = hasOverflowed
  }
}

extension ExplainedRow {
  /// The larger first, then by values, then by class.
  fileprivate func stands(before other: Self) -> Bool {
    guard count == other.count else {
      return count > other.count
    }
    guard values == other.values else {
      return values.lexicographicallyPrecedes(other.values)
    }
    let (kind, otherKind) = (explanation.kind.rawValue, other.explanation.kind.rawValue)
    return kind == otherKind ? explanation.order < other.explanation.order : kind < otherKind
  }
}

extension Explanation {
  /// A text by which rows of the same values and class have one order.
  fileprivate var order: String {
    let rules = answer.matchingDeny + answer.matchingAllow + answer.near.map(\.rule)
    return "\(answer.defaultDenyBy) \(rules) \(changedSince) \(dropReason ?? "")"
  }
}
