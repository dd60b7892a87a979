public import FlowAnswer
public import FlowState

/// What an accountant knows between two runs: lines and weights that wait, and the clocks of the lines' nodes.
///
/// One followed log is one input, however many runs read it: pairs reach over their ends.
extension DropLedger {
  /// Writes it as lines of state, at the end of a run that began at `now`, after what cannot wait any longer was counted.
  ///
  /// Pairs are made that can be made. A line counts by itself that waits since a run 5 seconds before that: its partner would
  /// have been written by then. Without that, the last drop of a node would not be seen until another one comes.
  public mutating func write(to writer: inout StateWriter, at now: Timestamp) {
    accountant.settle(at: now.nanoseconds)
    accountant.write(to: &writer)
  }

  /// Takes a line of state that `write` wrote; false where it is somebody else's.
  ///
  /// The ledger has taken nothing yet. Lines come in the order in which they were written; `endRestoring` follows the last.
  public mutating func restore(_ line: StateLine) throws(StateDamage) -> Bool {
    try accountant.restore(line, clocks: &restoredClocks)
  }

  /// All lines of state have come.
  public mutating func endRestoring() {
    restoredClocks = [:]
  }
}

extension Accountant {
  /// How long a line waits by the wall clock, once all lines of its run have been read.
  private static let patience = Nanoseconds.seconds(5)
  /// How long a weight does: an exporter writes its sums once in a while.
  private static let weightPatience = Nanoseconds.seconds(120)

  fileprivate mutating func settle(at now: Int64) {
    func isOver(_ record: DropRecord, _ patience: Nanoseconds) -> Bool {
      guard let since = record.waitsSince else {
        return false
      }
      let (length, overflow) = now.subtractingReportingOverflow(since)
      return !overflow && length >= patience.count
    }
    let (patience, weightPatience) = (Self.patience, Self.weightPatience)
    lines.settle(isOver: { isOver($0, patience) }, leave: { books.add($0) })
    timeless.remove(where: { isOver($0, patience) }) { books.add($0, evidence: .verdict) }
    credit.remove(where: { isOver($0, weightPatience) }) { _ in }
    surplus.remove(where: { isOver($0, weightPatience) }) { books.add($0, evidence: .aggregate) }
    lines.noteWaiting(since: now)
    timeless.noteWaiting(since: now)
    credit.noteWaiting(since: now)
    surplus.noteWaiting(since: now)
  }

  fileprivate func write(to writer: inout StateWriter) {
    let content = lines.content
    for clock in content.clocks {
      writer.line(
        "clock", [.word(WaitingList.verdict.rawValue), .text(clock.node), .integer(clock.time)])
    }
    for record in content.lines + timeless.records + credit.records + surplus.records {
      Self.write(record, to: &writer)
    }
  }

  private static func write(_ record: DropRecord, to writer: inout StateWriter) {
    let time = record.time == .absent ? StateValue.word("-") : .integer(record.time.nanoseconds)
    writer.line(
      "waiting",
      [
        .word(WaitingList(record.kind).rawValue), .integer(record.waitsSince ?? 0), time,
        .count(record.weight), .word(record.namesPolicy ? "policy" : "none"),
        .text(record.node.bytes), .count(UInt64(record.pairKey.valueCount)),
      ] + record.pairKey.texts + record.values.texts)
  }

  fileprivate mutating func restore(
    _ line: StateLine, clocks: inout [[UInt8]: Int64]
  ) throws(StateDamage) -> Bool {
    switch line.keyword {
    case "clock":
      _ = try WaitingList(line)
      let (node, time) = (try line.text(1), try line.integer(2))
      // A state of version 1 has clocks of two lists.
      clocks[node] = max(clocks[node] ?? time, time)
    case "waiting":
      restore(try DropRecord(line), clocks)
    default:
      return false
    }
    return true
  }

  private mutating func restore(_ record: DropRecord, _ clocks: [[UInt8]: Int64]) {
    switch record.kind {
    case .policyVerdict where record.time == .absent: timeless.restore(record)
    case .aggregatedVerdict: credit.restore(record)
    case .aggregatedNotification: surplus.restore(record)
    case .policyVerdict, .notification, .untyped, .otherNotification, .single:
      lines.restore(record, clock: clocks[record.node.bytes])
    }
  }
}

extension DropRecord {
  /// The record that a line of state tells of.
  fileprivate init(_ line: StateLine) throws(StateDamage) {
    kind = try WaitingList(line).kind
    waitsSince = try line.integer(1)
    time =
      try line.word(2) == "-" ? .absent : OptionalTime(nanoseconds: try line.integer(2))
    weight = try line.count(3)
    namesPolicy = try line.word(4) == "policy"
    node.append(contentsOf: try line.text(5))
    let pairCount = Int(clamping: try line.count(6))
    guard pairCount <= line.values.count - 7 else {
      throw StateDamage("a 'waiting' line has too few values")
    }
    guard time != .absent || kind.waitsWithoutTime else {
      throw StateDamage("a 'waiting' line has no time")
    }
    for value in line.values[7..<(7 + pairCount)] {
      pairKey.append(contentsOf: value)
    }
    for value in line.values[(7 + pairCount)...] {
      values.append(contentsOf: value)
    }
    hashPairKey()
  }
}

extension DropKind {
  /// Whether such a line may wait that has no time.
  fileprivate var waitsWithoutTime: Bool {
    switch self {
    case .policyVerdict, .aggregatedVerdict, .aggregatedNotification: true
    case .single, .notification, .otherNotification, .untyped: false
    }
  }
}

extension GroupKey {
  fileprivate var texts: [StateValue] {
    KeyText.slices(of: text.bytes[...]).map { .text(Array($0)) }
  }

  fileprivate var valueCount: Int {
    KeyText.slices(of: text.bytes[...]).count
  }
}
