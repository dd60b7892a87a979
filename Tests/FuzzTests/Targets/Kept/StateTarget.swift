import FlowAnswer
import FlowInput
import FlowMetrics
import FlowState
import FlowTally

@testable import FlowState

/// A state: what is read of any file is written so that it reads as the same, and gives a .prom file that can be read.
///
/// The input is a file without its last line, which holds the digest of all before it.
struct StateTarget: FuzzTarget {
  /// All that a state is read into.
  private final class Kept {
    private static let now = Timestamp(nanoseconds: 1_778_480_000_000_000_000)
    private static let plan = TallyPlan(groupings: [
      Grouping(by: [.sourceNamespace, .destinationNamespace, .reason, .policy], counting: .drops)
    ])

    var counts = RunningCounts()
    private var records: [LogRecord] = []
    private var window = WindowMemory(span: nil)
    private var tally = Tally(plan)
    private var configuration: [StateContent.Setting]
    private var unknown: [StateLine] = []

    init(_ bytes: [UInt8]) throws(StateDamage) {
      let content = try StateContent(bytes)
      configuration = content.configuration
      var lines: [StateLine] = []
      for line in content.lines {
        if let record = try LogRecord(line) {
          records.append(record)
        } else if try !counts.restore(line), try !window.restore(line) {
          lines.append(line)
        }
      }
      unknown = try tally.resumeInput(InputName("input", isPipe: false), from: lines)
    }

    func write() -> [UInt8] {
      var waiting = StateWriter()
      _ = tally.commit(to: &waiting, at: Self.now)
      window.write(to: &waiting, at: Self.now, retirement: Nanoseconds(.max))
      return StateContent.bytes(configuration: configuration) { writer in
        counts.write(to: &writer)
        for record in records {
          record.write(to: &writer)
        }
        writer.add(waiting)
        for line in unknown {
          writer.add(line)
        }
      }
    }
  }

  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    _ = try? StateContent(input)
    let body = input.last == 0x0A ? input : input + [0x0A]
    guard let kept = try? Kept(body + Array("end \(Digest(body).value)\n".utf8)) else {
      return
    }
    let written = kept.write()
    let again: Kept
    do throws(StateDamage) {
      again = try Kept(written)
    } catch {
      throw Mismatch("what was written cannot be read: \(error.reason)\n\(Self.text(written))")
    }
    try Mismatch.check(
      Self.text(again.write()), Self.text(written), "what was read and written again")
    try check(kept.counts)
  }

  /// The .prom file of any counters is one that node_exporter reads.
  private func check(_ counts: RunningCounts) throws(Mismatch) {
    let text = CounterMetrics(counts, version: "1").text
    var lint = TextfileLint()
    lint.begin("a.prom")
    lint.take(Array(text.utf8))
    let refused = lint.end().filter { $0.rule.promtool == .refuses }
    try Mismatch.check(refused.map(\.message), [], "the .prom file of a state\n\(text)")
    try Mismatch.check(
      PreviousTextfile(Array(text.utf8)) == nil, false,
      "the .prom file of a state is none of ours\n\(text)")
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
