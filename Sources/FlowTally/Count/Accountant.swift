internal import FlowAnswer

/// Counts dropped packets, each once: the only place that pairs lines.
///
/// Takes drop records in input order; any cut of the input and any number of parsing threads give the same counts.
/// Nothing that was counted is taken back. The rules: `Accountant` in the executable counting rules.
struct Accountant: ~Copyable {
  var books: DropBooks
  /// Lines with a time that may be half of a drop.
  var lines: WaitingLines
  /// Verdict lines without a time.
  var timeless: WaitingWeights
  /// The weight of aggregated verdict lines that no notification has taken.
  var credit: WaitingWeights
  /// The weight of aggregated notifications that is beyond that of the verdict lines.
  var surplus: WaitingWeights

  init(
    groupings: [Grouping], fields: DropFields, conditions: [FieldCondition] = [],
    maximumGroups: Int, countsAuditApart: Bool = false, tracesTime: Bool = false,
    limits: WaitingLimits = WaitingLimits()
  ) {
    books = DropBooks(
      groupings: groupings, fields: fields, conditions: conditions, maximumGroups: maximumGroups,
      countsAuditApart: countsAuditApart,
      tracesTime: tracesTime)
    lines = WaitingLines(limits: limits)
    timeless = WaitingWeights(limits: limits)
    credit = WaitingWeights(limits: limits)
    surplus = WaitingWeights(limits: limits)
  }

  /// Counts a record, or keeps it waiting; the record's buffers may be exchanged for others.
  mutating func take(_ record: inout DropRecord) {
    switch record.kind {
    case .single(let evidence):
      books.add(record, evidence: evidence)
    case .policyVerdict where record.time == .absent:
      timeless.put(&record) { books.add($0, evidence: .verdict) }
    case .notification where record.time == .absent:
      takeTimeless(record)
    case .policyVerdict, .notification, .untyped:
      lines.put(&record) { books.add($0) }
    case .otherNotification:
      takeOther(record)
    case .aggregatedVerdict:
      books.add(record, evidence: .aggregate)
      record.weight -= surplus.take(record.weight, of: record)
      // Nothing of it will be counted any more.
      record.values.removeAll()
      credit.put(&record) { _ in }
    case .aggregatedNotification:
      record.weight -= credit.take(record.weight, of: record)
      surplus.put(&record) { books.add($0, evidence: .aggregate) }
    }
  }

  private mutating func takeOther(_ record: DropRecord) {
    guard record.time != .absent else {
      return takeTimeless(record)
    }
    let isPaired = lines.take(record) { verdict in
      books.add(record, policiesOf: verdict, evidence: .notificationWithVerdict)
    }
    if !isPaired {
      books.add(record, evidence: .notification)
    }
  }

  /// A notification without a time counts at once, with the first verdict line without one that waits.
  private mutating func takeTimeless(_ record: DropRecord) {
    let taken = timeless.take(1, of: record) { verdict in
      books.add(record, policiesOf: verdict, evidence: .notificationWithVerdict)
    }
    if taken == 0 {
      books.add(record, evidence: .notification)
    }
  }

  /// The end of an input: what waits counts, pairs do not reach over it.
  mutating func endInput() {
    lines.removeAll { books.add($0) }
    timeless.removeAll { books.add($0, evidence: .verdict) }
    credit.removeAll { _ in }
    surplus.removeAll { books.add($0, evidence: .aggregate) }
    noteWaiting()
  }

  /// What waiting has come to, since this was asked last.
  private mutating func noteWaiting() {
    books.waiting.add(lines.counts.take())
    books.waiting.add(timeless.counts.take())
    books.waiting.add(credit.counts.take())
    books.waiting.add(surplus.counts.take())
  }

  /// Takes what was counted, and counts anew; what waits goes on waiting.
  mutating func takeBooks() -> DropBooks {
    noteWaiting()
    return books.take()
  }

  /// Adds what another accountant counted of other inputs, all of which have ended.
  mutating func merge(_ other: borrowing Self) {
    books.merge(other.books)
  }
}

extension DropBooks {
  /// Counts a line that leaves, and its partner where it has one: one drop.
  mutating func add(_ left: borrowing LeavingLines) {
    guard left.hasPartner else {
      return add(left.line, evidence: left.line.kind.evidence)
    }
    switch left.line.kind {
    case .policyVerdict:
      add(left.partner, policiesOf: left.line, evidence: .notificationWithVerdict)
    case .untyped where left.line.time.nanoseconds > left.partner.time.nanoseconds:
      addUntyped(left.line, left.partner)
    case .untyped:
      addUntyped(left.partner, left.line)
    case .notification, .otherNotification, .single, .aggregatedVerdict, .aggregatedNotification:
      add(left.line, policiesOf: left.partner, evidence: .notificationWithVerdict)
    }
  }

  private mutating func addUntyped(_ younger: DropRecord, _ older: DropRecord) {
    let takesOlder = older.namesPolicy && !younger.namesPolicy
    add(younger, policiesOf: takesOlder ? older : younger, evidence: .untypedPair)
  }
}

extension DropKind {
  /// What a line of this kind is evidence of that has no partner.
  fileprivate var evidence: Evidence {
    switch self {
    case .single(let evidence): evidence
    case .policyVerdict: .verdict
    case .notification, .otherNotification: .notification
    case .untyped: .untyped
    case .aggregatedVerdict, .aggregatedNotification: .aggregate
    }
  }
}
