import FlowAnswer

@testable import FlowTally

/// Hubble lines in other lines: how many are found in each, against the plain search; and the same is counted of all lines in one block
/// and of each in its own.
struct EnvelopesTarget: FuzzTarget {
  private var together: LineCounter
  private var apart: LineCounter
  private var history = InputHistory(maximumCount: 200)
  private let isThorough: Bool

  init() {
    self.init(isThorough: false)
  }

  /// A thorough one is not made anew to look for the inputs that show a fault.
  init(isThorough: Bool) {
    self.isThorough = isThorough
    together = LineCounter(.best, countsFlows: true)
    apart = LineCounter(.best, countsFlows: false)
  }

  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    let text = input.last == 0x0A ? input : input + [0x0A]
    do throws(Mismatch) {
      try check(text)
    } catch {
      throw isThorough ? error : history.narrowed(error, text) { Self(isThorough: true) }
    }
    if history.add(text) {
      self = Self()
    }
  }

  private func check(_ text: [UInt8]) throws(Mismatch) {
    let lines = text.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    var counted = try together.count(InputHistory.blocks(text))
    var single = try apart.count(lines.map { $0 + [0x0A] })
    LineCounts.leaveOutForms(&counted, &single)
    let shown = String(decoding: text, as: UTF8.self).debugDescription
    try Mismatch.check(
      single.coverage, counted.coverage, "coverage of lines read by themselves of \(shown)")
    try Mismatch.check(
      LineCounts.text(single.drops), LineCounts.text(counted.drops),
      "drops of lines read by themselves of \(shown)")
    try Mismatch.check(
      Self.text(Self.found(counted.coverage)), Self.text(Self.expected(lines)), "lines of \(shown)")
  }

  private static func text(_ lines: [String: UInt64]) -> String {
    lines.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  private static func found(_ coverage: Coverage) -> [String: UInt64] {
    let events = coverage.lineCount(.flow) + coverage.lineCount(.lostEvents)
    return [
      "blank": coverage.lineCount(.blank), "malformed": coverage.lineCount(.malformed),
      "event or other": events + coverage.lineCount(.other),
    ]
  }

  private static func expected(_ lines: [ArraySlice<UInt8>]) -> [String: UInt64] {
    var counts: [String: UInt64] = ["blank": 0, "malformed": 0, "event or other": 0]
    for line in lines {
      let plain = PlainLine(line)
      let found = plain == .blank ? [] : PlainEnvelope.lines(in: withoutLineEnd(line))
      switch plain {
      case .blank: counts["blank", default: 0] += 1
      case .malformed where found.isEmpty: counts["malformed", default: 0] += 1
      case .object where found.isEmpty && PlainEnvelope.holdsCutFlow(line):
        counts["malformed", default: 0] += 1
      case .malformed, .object: counts["event or other", default: 0] += UInt64(max(found.count, 1))
      }
    }
    return counts
  }

  private static func withoutLineEnd(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var line = line
    while line.last == 0x0D {
      line.removeLast()
    }
    return Array(line)
  }
}
