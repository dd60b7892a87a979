internal import FlowAnswer

/// What an accountant found beside the counts: what coverage says of it.
struct DropFindings {
  var evidence: [Evidence: UInt64] = [:]
  var waiting = WaitingCounts()
}

/// The counts of dropped packets, by every grouping that was asked for.
struct DropBooks {
  /// Where a grouping's fields stand among the values of a record.
  private struct Columns {
    let indices: [Int]
    let isWhole: Bool
  }

  private let groupings: [Grouping]
  private let maximumGroups: Int
  private var tables: [GroupTable]
  /// AUDIT lines by the first grouping, where they are counted apart.
  private var audits: GroupTable?
  /// Dropped attempts over time, where they are followed.
  private(set) var attempts: AttemptBook?
  private var evidence = [UInt64](repeating: 0, count: Evidence.allCases.count)
  /// What became of lines that waited.
  var waiting = WaitingCounts()
  private let columns: [Columns]
  private let fromVerdict: [Bool]
  private let conditions: [DropCondition]
  /// Drops that the conditions left out.
  private(set) var leftOutCount: UInt64 = 0
  private var key = GroupKey()

  /// Books of nothing; AUDIT lines may be counted apart, by the first grouping.
  init(
    groupings: [Grouping], fields: DropFields, conditions: [FieldCondition] = [],
    maximumGroups: Int, countsAuditApart: Bool = false, tracesTime: Bool = false
  ) {
    attempts = tracesTime ? AttemptBook(fields) : nil
    self.groupings = groupings
    self.maximumGroups = maximumGroups
    tables = Self.tables(groupings, maximumGroups)
    audits = countsAuditApart ? Self.tables(Array(groupings.prefix(1)), maximumGroups).first : nil
    columns = groupings.map { grouping in
      let indices = grouping.fields.compactMap { fields.all.firstIndex(of: $0) }
      return Columns(indices: indices, isWhole: indices == Array(fields.all.indices))
    }
    fromVerdict = fields.all.map(DropFields.comesFromVerdict)
    self.conditions = conditions.map { DropCondition($0, fields) }
  }

  private static func tables(_ groupings: [Grouping], _ maximumGroups: Int) -> [GroupTable] {
    groupings.map { GroupTable(grouping: $0, maximumCount: maximumGroups) }
  }

  /// Takes what was counted, and counts anew.
  mutating func take() -> Self {
    let taken = self
    tables = Self.tables(groupings, maximumGroups)
    audits = audits == nil ? nil : Self.tables(Array(groupings.prefix(1)), maximumGroups).first
    evidence = [UInt64](repeating: 0, count: evidence.count)
    waiting = WaitingCounts()
    leftOutCount = 0
    return taken
  }

  /// Counts a drop that one line tells of.
  mutating func add(_ record: DropRecord, evidence kind: Evidence) {
    guard kind != .audit || audits == nil else {
      return addAudit(record)
    }
    add(record, policiesOf: record, isPair: false, evidence: kind)
  }

  /// Counts a drop that two lines tell of: policies and direction of one, all else of the other.
  mutating func add(_ record: DropRecord, policiesOf verdict: DropRecord, evidence kind: Evidence) {
    add(record, policiesOf: verdict, isPair: true, evidence: kind)
  }

  private mutating func add(
    _ record: DropRecord, policiesOf verdict: DropRecord, isPair: Bool, evidence kind: Evidence
  ) {
    guard
      conditions.isEmpty
        || conditions.allSatisfy({ $0.isMet(by: record, policiesOf: verdict, fromVerdict) })
    else {
      leftOutCount.addSaturating(record.weight)
      return
    }
    evidence[kind.index].addSaturating(record.weight)
    attempts?.add(record, policiesOf: verdict)
    for index in tables.indices {
      if columns[index].isWhole && !isPair {
        tables[index].add(record.weight, to: record.values, at: record.time)
      } else {
        if columns[index].isWhole {
          key.removeAll()
          key.append(record.values, policiesOf: verdict.values, fromVerdict)
        } else {
          compose(columns[index].indices, record, verdict)
        }
        tables[index].add(record.weight, to: key, at: record.time)
      }
    }
  }

  private mutating func addAudit(_ record: DropRecord) {
    compose(columns[0].indices, record, record)
    audits?.add(record.weight, to: key, at: record.time)
  }

  private mutating func compose(
    _ indices: [Int], _ record: DropRecord, _ verdict: DropRecord
  ) {
    key.removeAll()
    for index in indices {
      if fromVerdict[index] {
        key.append(index, of: verdict.values)
      } else {
        key.append(index, of: record.values)
      }
    }
  }

  /// The drops by what they were counted from, those that there are.
  var evidenceCounts: [Evidence: UInt64] {
    var counts: [Evidence: UInt64] = [:]
    for kind in Evidence.allCases where evidence[kind.index] > 0 {
      counts[kind] = evidence[kind.index]
    }
    return counts
  }

  /// Adds what other books of the same groupings hold.
  mutating func merge(_ other: Self) {
    for index in evidence.indices {
      evidence[index].addSaturating(other.evidence[index])
    }
    leftOutCount.addSaturating(other.leftOutCount)
    for index in tables.indices {
      tables[index].merge(other.tables[index])
    }
    if let others = other.audits {
      audits?.merge(others)
    }
    waiting.add(other.waiting)
    if let others = other.attempts {
      attempts?.merge(others)
    }
  }

  /// What the accountant has found beside the counts.
  var findings: DropFindings {
    DropFindings(evidence: evidenceCounts, waiting: waiting)
  }

  /// AUDIT lines, where they are counted apart.
  var auditCounts: GroupedCounts? {
    audits.map { $0.finish() }
  }

  func finish() -> [GroupedCounts] {
    assert(
      tables.allSatisfy { $0.total == evidence.reduce(0, &+) },
      "each drop is in every table, and was counted from something")
    return tables.map { $0.finish() }
  }
}

extension Evidence {
  fileprivate var index: Int {
    switch self {
    case .notification: 0
    case .notificationWithVerdict: 1
    case .verdict: 2
    case .l7: 3
    case .other: 4
    case .aggregate: 5
    case .untyped: 6
    case .untypedPair: 7
    case .audit: 8
    }
  }
}
