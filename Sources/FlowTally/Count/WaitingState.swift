public import FlowState

/// What an accountant knows between two runs: lines that wait for their partners, and each node's clock.
///
/// One followed log is one input, however many runs read it: pairs reach over their ends.
extension DropLedger {
  /// Writes it as lines of state.
  public func write(to writer: inout StateWriter) {
    accountant.write(to: &writer)
  }

  /// Lets what waits wait for another ledger, which has restored it.
  mutating func forgetWaiting() {
    accountant.forgetWaiting()
  }

  /// Takes a line of state that `write` wrote; false where it is somebody else's.
  ///
  /// The ledger has taken nothing yet. Lines come in the order in which they were written.
  public mutating func restore(_ line: StateLine) throws(StateDamage) -> Bool {
    try accountant.restore(line)
  }
}

extension Accountant {
  fileprivate func write(to writer: inout StateWriter) {
    Self.write(verdicts, "pair", to: &writer)
    Self.write(untyped, "untyped", to: &writer)
  }

  private static func write(
    _ lines: borrowing WaitingLines, _ list: String, to writer: inout StateWriter
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
          .word(list), time, .count(record.weight), .word(record.namesPolicy ? "policy" : "none"),
          .text(record.node), .count(UInt64(record.pairKey.valueCount)),
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
    default: throw StateDamage("a line '\(line.keyword)' is of a list that is not known")
    }
  }
}

extension DropRecord {
  /// The record that a line of state tells of.
  fileprivate init(_ line: StateLine) throws(StateDamage) {
    kind = try line.word(0) == "pair" ? .policyVerdict : .untyped
    time =
      try line.word(1) == "-" ? .absent : OptionalTime(nanoseconds: try line.integer(1))
    weight = try line.count(2)
    namesPolicy = try line.word(3) == "policy"
    node = try line.text(4)
    let pairCount = Int(clamping: try line.count(5))
    guard pairCount <= line.values.count - 6 else {
      throw StateDamage("a line 'waiting' has too few values")
    }
    for value in line.values[6..<(6 + pairCount)] {
      pairKey.append(value)
    }
    for value in line.values[(6 + pairCount)...] {
      values.append(value)
    }
    hashPairKey()
  }
}

extension GroupKey {
  fileprivate var texts: [StateValue] {
    Self.slices(of: bytes[...]).map { .text(Array($0)) }
  }

  fileprivate var valueCount: Int {
    Self.slices(of: bytes[...]).count
  }
}
