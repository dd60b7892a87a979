public import FlowAnswer
public import FlowPolicy

/// How the answer of a side changes from the old policies to the new ones.
public enum ImpactChange: String, Sendable {
  /// It passed, or might have, and would be denied.
  case newlyDenied = "newly_denied"
  /// It was denied and would pass.
  case newlyAllowed = "newly_allowed"
  /// It hangs on what policies do not tell now.
  case newlyUnknown = "newly_unknown"
}

/// Packets that flowed and on one side would be judged in one way, alike in the fields asked for.
public struct ImpactRow: Sendable {
  /// The values of the fields of `--by`.
  public let values: [String]
  /// The side whose policies are asked.
  public let side: PolicyDirection
  /// Against old policies: what changes.
  public let change: ImpactChange?
  /// What policies say: the new ones, of what is newly allowed the old ones.
  public private(set) var explanation: Explanation
  /// What the first of them ask.
  let question: Question
  /// How many flow lines.
  public private(set) var count: UInt64
  /// When the first was seen; nil where no flow says.
  public private(set) var first: Timestamp?
  /// When the last was seen.
  public private(set) var last: Timestamp?

  init(
    values: [String], side: PolicyDirection, change: ImpactChange?, explanation: Explanation,
    question: Question, _ row: GroupRow
  ) {
    self.question = question
    self.values = values
    self.side = side
    self.change = change
    self.explanation = explanation
    (count, first, last) = (row.count, row.first, row.last)
  }

  /// More lines of the row.
  mutating func add(_ row: GroupRow, _ other: Answer) {
    count.addSaturating(row.count)
    first = [first, row.first].compactMap { $0 }.min()
    last = [last, row.last].compactMap { $0 }.max()
    explanation.answer.takeFirstHaves(of: other)
  }
}

/// How many flow lines came to what.
public struct ImpactTotal: Sendable, Equatable {
  /// All that passed the filters.
  public internal(set) var flows: UInt64 = 0
  /// Those that were judged: requests that flowed.
  public internal(set) var judged: UInt64 = 0
  /// Of those: no side denies them.
  public internal(set) var allowed: UInt64 = 0
  /// A side denies them; against old policies too, whether or not it did before.
  public internal(set) var denied: UInt64 = 0
  /// No side denies them for sure, and on one it hangs on what policies do not tell.
  public internal(set) var unknown: UInt64 = 0
  /// Of those: nobody can be asked about them, as they have no labels.
  public internal(set) var unlabelled: UInt64 = 0
  /// Nobody can say whether they are replies.
  public internal(set) var undecided: UInt64 = 0
  /// Against old policies: what is denied now and was not.
  public internal(set) var newlyDenied: UInt64 = 0

  /// Nothing.
  public init() {}
}

/// The answer of `impact`: rows, what is denied first and the largest of it, and the sums.
public struct Impact: Sendable {
  /// The fields of the rows.
  public let fields: [GroupField]
  /// The rows: a side that allows has none.
  public let rows: [ImpactRow]
  /// The sums.
  public let total: ImpactTotal
  /// Whether old policies were given.
  public let isAgainst: Bool
  /// The new policies that have no effect.
  public let refused: [RefusedPolicy]
  /// The settings that nobody gave and answers hang on.
  public let assumptions: [ConfigurationSetting]
  /// What the agents are taken to be set to.
  public let configuration: PolicyConfiguration
  /// Whether there were more groups than `--max-groups`.
  public let hasOverflowed: Bool

  /// What `--fail-on` limits: lines denied, against old policies those newly denied.
  public var failCount: UInt64 {
    isAgainst ? total.newlyDenied : total.denied
  }
}
