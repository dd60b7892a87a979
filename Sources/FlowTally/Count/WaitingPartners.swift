internal import FlowAnswer

/// Which of the waiting lines is a line's partner.
extension WaitingLines {
  /// The nearest in time of the waiting lines that may be the record's partner: of two as near the older.
  mutating func partner(
    of record: DropRecord, at place: SlotOrder, within: Nanoseconds
  ) -> Int32? {
    let time = place.time
    switch record.kind {
    case .policyVerdict:
      let start = SlotOrder(hash: record.treeHash(of: .notification), time: time)
      return first(of: record, behind: start, notYoungerThan: time.adding(within))
    case .untyped:
      let wait = min(within, limits.untypedWait)
      let before = last(of: record, before: place, notOlderThan: time.subtracting(wait))
      let behind = first(of: record, behind: place, notYoungerThan: time.adding(wait))
      guard let before, let behind else {
        return before ?? behind
      }
      let isBehindNearer =
        keys.order(of: behind).time &- time < time &- keys.order(of: before).time
      return isBehindNearer ? behind : before
    case .notification, .otherNotification, .single, .aggregatedVerdict, .aggregatedNotification:
      let end = SlotOrder(behind: time, hash: record.treeHash(of: .policyVerdict))
      return last(of: record, before: end, notOlderThan: time.subtracting(within))
    }
  }

  private mutating func first(
    of record: DropRecord, behind place: SlotOrder, notYoungerThan time: Int64
  ) -> Int32? {
    keys.first(behind: place, notYoungerThan: time) {
      slots.records[Int($0)].pairKey.equals(record.pairKey)
    }
  }

  private mutating func last(
    of record: DropRecord, before place: SlotOrder, notOlderThan time: Int64
  ) -> Int32? {
    keys.last(before: place, notOlderThan: time) {
      slots.records[Int($0)].pairKey.equals(record.pairKey)
    }
  }

  /// Removes the oldest waiting verdict line that a notification of another reason may be of, and hands it to `body`.
  mutating func take(_ record: DropRecord, _ body: (DropRecord) -> Void) -> Bool {
    let time = record.time.nanoseconds
    let start = SlotOrder(
      hash: record.treeHash(of: .policyVerdict), time: time.subtracting(limits.pairWait))
    guard let slot = first(of: record, behind: start, notYoungerThan: time) else {
      return false
    }
    remove(slot, asPartner: true)
    body(leaving.partner)
    return true
  }
}
