import FlowAnswer

@testable import FlowTally

/// What the exact reader found in some lines, each by itself.
struct Walked {
  private var flows: LineCounts.Rows = [:]
  private var lines: [LineResult: UInt64] = [:]
  private var droppedLines: UInt64 = 0
  private var otherCount: UInt64 = 0

  /// Adds a line; throws where the plain decoder says something else of it.
  mutating func add(
    _ line: LineWalk.Line, _ plain: PlainLine, _ text: ArraySlice<UInt8>
  ) throws(Mismatch) {
    try Mismatch.check(line.word, plain.word, "the exact reader of \(Self.shown(text))")
    switch line {
    case .blank: lines[.blank, default: 0] += 1
    case .malformed: lines[.malformed, default: 0] += 1
    case .other: otherCount += 1
    case .flow(let flow):
      lines[.flow, default: 0] += 1
      flows[flow.key, default: 0].addSaturating(flow.weight)
      if flow.isDropped {
        droppedLines.addSaturating(flow.weight)
      }
      if case .object(let object) = plain {
        try Self.check(flow, PlainFlow.values(object), text)
      }
    }
  }

  private static func check(
    _ flow: LineWalk.WalkedFlow, _ plain: [GroupField: String], _ text: ArraySlice<UInt8>
  ) throws(Mismatch) {
    let values = KeyText.values(of: flow.key[...])
    for (field, value) in zip(LineCounter.fields, values) {
      if let expected = plain[field] {
        try Mismatch.check(value, expected, "\(field.rawValue) of \(shown(text))")
      }
    }
  }

  /// Whether that is what was counted, where no line was searched with success: what was found in one is not known here.
  func check(_ counts: LineCounts) throws(Mismatch) {
    func count(_ result: LineResult) -> UInt64 {
      counts.coverage.lineCount(result)
    }
    try Mismatch.check(count(.blank), lines[.blank] ?? 0, "blank lines")
    guard counts.coverage.forms.isEmpty else {
      return
    }
    try Mismatch.check(
      LineCounts.text(counts.flows), LineCounts.text(flows), "flows of lines read together")
    try Mismatch.check(count(.flow), lines[.flow] ?? 0, "flow lines")
    try Mismatch.check(counts.coverage.droppedLines, droppedLines, "weight of DROPPED lines")
    // An object that holds the beginning of a flow in a string is malformed, too.
    let rest = count(.malformed) + count(.other) + count(.lostEvents)
    try Mismatch.check(rest, (lines[.malformed] ?? 0) + otherCount, "lines that are no flows")
    try Mismatch.check(
      count(.malformed) >= lines[.malformed] ?? 0, true, "malformed lines are counted as others")
  }

  private static func shown(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: text, as: UTF8.self).debugDescription
  }
}
