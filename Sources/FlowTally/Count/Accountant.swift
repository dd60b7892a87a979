internal import FlowAnswer

/// Counts dropped packets, each once: the only place that pairs lines.
///
/// Takes drop records in input order; any cut of the input and any number of parsing threads give the same counts.
/// Nothing that was counted is taken back. The rules: `Accountant` in the executable counting rules.
struct Accountant: ~Copyable {
  var books: DropBooks
  var verdicts: WaitingLines
  var untyped: WaitingLines

  init(
    groupings: [Grouping], fields: DropFields, conditions: [FieldCondition] = [],
    maximumGroups: Int,
    limits: WaitingLimits = WaitingLimits()
  ) {
    books = DropBooks(
      groupings: groupings, fields: fields, conditions: conditions, maximumGroups: maximumGroups)
    verdicts = WaitingLines(longestWait: limits.pairWait, limits: limits)
    untyped = WaitingLines(longestWait: limits.untypedWait, limits: limits)
  }

  /// Counts a record, or keeps it waiting; the record's buffers may be exchanged for others.
  mutating func take(_ record: inout DropRecord) {
    switch record.kind {
    case .single(let evidence):
      books.add(record, evidence: evidence)
    case .policyVerdict:
      verdicts.advance(record) { books.add($0, evidence: .verdict) }
      verdicts.put(&record) { books.add($0, evidence: .verdict) }
    case .notification:
      verdicts.advance(record) { books.add($0, evidence: .verdict) }
      let isPaired = verdicts.take(record) { verdict in
        books.add(record, policiesOf: verdict, evidence: .notificationWithVerdict)
      }
      if !isPaired {
        books.add(record, evidence: .notification)
      }
    case .untyped:
      takeUntyped(&record)
    }
  }

  private mutating func takeUntyped(_ record: inout DropRecord) {
    untyped.advance(record) { books.add($0, evidence: .untyped) }
    let isPaired = untyped.take(record) { first in
      let namesPolicy = record.namesPolicy || !first.namesPolicy
      books.add(record, policiesOf: namesPolicy ? record : first, evidence: .untypedPair)
    }
    if !isPaired {
      // A younger one waits: it is replaced.
      untyped.removeAll(of: record) { books.add($0, evidence: .untyped) }
      untyped.put(&record) { books.add($0, evidence: .untyped) }
    }
  }

  /// The end of an input: what waits counts by itself, pairs do not reach over it.
  mutating func endInput() {
    verdicts.removeAll { books.add($0, evidence: .verdict) }
    untyped.removeAll { books.add($0, evidence: .untyped) }
  }

  /// Takes what was counted, and counts anew; what waits goes on waiting, from `now` on where it is new.
  mutating func takeBooks(at now: Int64) -> DropBooks {
    verdicts.noteWaiting(since: now)
    untyped.noteWaiting(since: now)
    return books.take()
  }

  /// Adds what another accountant counted of other inputs, all of which have ended.
  mutating func merge(_ other: borrowing Self) {
    books.merge(other.books)
  }
}
