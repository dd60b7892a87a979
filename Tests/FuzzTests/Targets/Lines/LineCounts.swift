import FlowAnswer

@testable import FlowTally

/// What was counted of some lines.
struct LineCounts: Equatable {
  /// The rows of a table by their keys.
  typealias Rows = [[UInt8]: UInt64]

  var coverage = Coverage()
  var flows: Rows = [:]
  var drops: Rows = [:]

  /// The values of a key, for messages.
  static func text(_ rows: Rows) -> String {
    rows.map { key, count in
      "\(KeyText.values(of: key[...]).joined(separator: " | ")): \(count)"
    }.sorted().joined(separator: "\n    ")
  }
}

/// A counter that goes on from input to input with what it has learned of lines.
final class LineCounter {
  /// All fields, so that nothing is read in one way only.
  static let fields = [GroupField.bucket] + GroupField.selectable
  static let bucketWidth = Nanoseconds(7_000_000_000)
  private static let input = InputName("input", isPipe: false)

  private var counter: BlockCounter
  private var ledger: DropLedger
  private var batch = DropBatch()
  private let room = LineRoom()
  private let hasFlows: Bool

  /// A counter that counts drops, and flows where that is asked: without flows most lines are counted by head and tail alone.
  init(_ kernels: KernelSet, countsFlows: Bool) {
    let drops = Grouping(by: Self.fields, counting: .drops)
    let flows = Grouping(by: Self.fields, counting: .flows)
    let plan = TallyPlan(
      groupings: countsFlows ? [drops, flows] : [drops], bucketWidth: Self.bucketWidth)
    counter = BlockCounter(plan, kernels: kernels)
    ledger = DropLedger(plan)
    hasFlows = countsFlows
  }

  /// Counts blocks of lines.
  func count(_ blocks: [ArraySlice<UInt8>]) throws(Mismatch) -> LineCounts {
    for block in blocks {
      let isUntouched = room.withBlock(block) { block in
        _ = counter.take(block, mayHoldPrefixes: false, drops: &batch)
      }
      ledger.take(&batch)
      try Mismatch.check(isUntouched, true, "room of a block")
    }
    ledger.endInput()
    let books = ledger.takeBooks()
    let findings = books.findings
    let answer = counter.takeAnswer(findings, names: [Self.input])
    var counts = LineCounts()
    counts.coverage = answer.coverage
    counts.flows = hasFlows ? Self.rows(answer.tables[0]) : [:]
    counts.drops = Self.rows(books.finish()[0])
    return counts
  }

  private static func rows(_ table: GroupedCounts) -> LineCounts.Rows {
    var rows: LineCounts.Rows = [:]
    for position in 0..<table.rowCount {
      var key = GroupKey()
      for field in table.grouping.fields.indices {
        table.withValue(field, at: position) { value in
          key.append(contentsOf: value.indices.map { value[$0] })
        }
      }
      rows[key.bytes] = table.count(at: position)
    }
    return rows
  }
}

extension LineCounts {
  /// Leaves out of both which forms were found, where there are more than have names: which are named depends on the order in which they came.
  static func leaveOutForms(_ left: inout Self, _ right: inout Self) {
    let others = "flow lines in other members"
    if (left.coverage.forms + right.coverage.forms).contains(others) {
      (left.coverage.forms, right.coverage.forms) = ([], [])
    }
  }
}
