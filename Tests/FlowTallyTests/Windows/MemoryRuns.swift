import FlowAnswer
import FlowState
import Testing

@testable import FlowTally

let oneSecond: Int64 = 1_000_000_000

/// A line: its node, its second, how often it is there.
struct MemoryLine {
  let node: String
  let second: Int64
  var copies = 1

  init(_ node: String, _ second: Int64, copies: Int = 1) {
    (self.node, self.second, self.copies) = (node, second, copies)
  }
}

/// One run over one window.
struct MemoryWindow {
  /// The second at which it starts.
  let start: Int64
  var isWhole = true
  let lines: [MemoryLine]

  init(at start: Int64, isWhole: Bool = true, _ lines: [MemoryLine]) {
    (self.start, self.isWhole, self.lines) = (start, isWhole, lines)
  }
}

/// What came of one run.
struct MemoryResult: Equatable, CustomStringConvertible {
  var new = 0
  var known = 0
  var tooOld = 0
  var forgotten = 0
  var gaps: [String] = []

  var description: String {
    "new \(new) known \(known) too old \(tooOld) forgotten \(forgotten) gaps \(gaps)"
  }
}

/// The runs one after the other, each with the state of the one before.
func memoryResults(
  _ windows: [MemoryWindow], span: Int64?, maximum: Int = WindowMemory.maximumLineCount,
  retirement: Int64 = 1_000_000
) throws -> [MemoryResult] {
  var state: [StateLine] = []
  return try windows.map { window in
    var memory = WindowMemory(span: span.map { .seconds($0) }, maximumLineCount: maximum)
    for line in state {
      #expect(try memory.restore(line))
    }
    memory.begin(at: Timestamp(nanoseconds: window.start * oneSecond))
    var result = MemoryResult()
    for line in window.lines {
      let name = Array("\"\(line.node)\"".utf8)
      for _ in 0..<line.copies {
        let isNew = memory.isNew(
          UInt64(line.second), .flow, 0..<name.count, padded(name).span,
          at: line.second * oneSecond)
        result.new += isNew ? 1 : 0
      }
    }
    memory.end(isWhole: window.isWhole)
    var writer = StateWriter()
    memory.write(
      to: &writer, at: Timestamp(nanoseconds: window.start * oneSecond),
      retirement: .seconds(retirement))
    state = try writer.lines
    let report = memory.takeReport()
    result.known = Int(report.knownCount)
    result.tooOld = Int(report.tooOldCount)
    result.forgotten = Int(report.forgottenCount)
    result.gaps = report.gapNodes
    #expect(report.gapCount == report.gapNodes.count)
    return result
  }
}

/// Names are read by the word: there is room behind.
func padded(_ text: [UInt8]) -> [UInt8] {
  text + [UInt8](repeating: 0, count: 64)
}
