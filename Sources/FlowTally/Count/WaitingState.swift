public import FlowAnswer
public import FlowState

/// What an accountant knows between two runs: lines that wait for their partners, and each node's clock.
///
/// One followed log is one input, however many runs read it: pairs reach over their ends.
extension DropLedger {
  /// Writes it as lines of state, at the end of a run that began at `now`.
  ///
  /// A line that waits since a run a minute before that counts by itself: its partner would have been written by then. Without
  /// that, the last drop of a node would not be seen until another one comes.
  public mutating func write(to writer: inout StateWriter, at now: Timestamp) {
    accountant.settle(at: now.nanoseconds)
    accountant.write(to: &writer, at: now.nanoseconds)
  }

  /// Takes a line of state that `write` wrote; false where it is somebody else's.
  ///
  /// The ledger has taken nothing yet. Lines come in the order in which they were written.
  public mutating func restore(_ line: StateLine) throws(StateDamage) -> Bool {
    try accountant.restore(line)
  }
}

extension Accountant {
  private static let patience = Nanoseconds.seconds(60)

  fileprivate mutating func settle(at now: Int64) {
    func isOver(_ record: DropRecord) -> Bool {
      record.waitsSince.map {
        now.subtractingReportingOverflow($0).partialValue >= Self.patience.count
      }
        ?? false
    }
    verdicts.remove(where: isOver) { books.add($0, evidence: .verdict) }
    untyped.remove(where: isOver) { books.add($0, evidence: .untyped) }
  }

  fileprivate func write(to writer: inout StateWriter, at now: Int64) {
    Self.write(verdicts, "pair", to: &writer, at: now)
    Self.write(untyped, "untyped", to: &writer, at: now)
  }

  private static func write(
    _ lines: borrowing WaitingLines, _ list: String, to writer: inout StateWriter, at now: Int64
  ) {
    let content = lines.content
    for clock in content.clocks where clock.time > .min {
      writer.line("clock", [.word(list), .text(clock.node), .integer(clock.time)])
    }
    for record in content.lines {
      let time = record.time == .absent ? StateValue.word("-") : .integer(record.time.nanoseconds)
      writer.line(
        "waiting",
        [
          .word(list), .integer(record.waitsSince ?? now), time, .count(record.weight),
          .word(record.namesPolicy ? "policy" : "none"),
          .text(record.node.bytes), .count(UInt64(record.pairKey.valueCount)),
        ] + record.pairKey.texts + record.values.texts)
    }
  }

  fileprivate mutating func restore(_ line: StateLine) throws(StateDamage) -> Bool {
    switch line.keyword {
    case "clock":
      let (node, time) = (try line.text(1), try line.integer(2))
      try restore(line) { $0.restore(clockOf: node, to: time) }
    case "waiting":
      let record = try DropRecord(line)
      try restore(line) { $0.restore(record) }
    default:
      return false
    }
    return true
  }

  private mutating func restore(
    _ line: StateLine, _ body: (inout WaitingLines) -> Void
  ) throws(StateDamage) {
    switch try line.word(0) {
    case "pair": body(&verdicts)
    case "untyped": body(&untyped)
    default: throw StateDamage("a '\(line.keyword)' line names an unknown list")
    }
  }
}

extension DropRecord {
  /// The record that a line of state tells of.
  fileprivate init(_ line: StateLine) throws(StateDamage) {
    kind = try line.word(0) == "pair" ? .policyVerdict : .untyped
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
    for value in line.values[7..<(7 + pairCount)] {
      pairKey.append(contentsOf: value)
    }
    for value in line.values[(7 + pairCount)...] {
      values.append(contentsOf: value)
    }
    hashPairKey()
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
