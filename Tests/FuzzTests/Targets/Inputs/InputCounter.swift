import FlowAnswer
import FlowInput
import FlowTally

@testable import FlowTally
@testable import flowaudit

/// Counts an input as a run does.
struct InputCounter {
  /// The answer, as text.
  func count(_ input: Input, blockByteCount: Int, limit: Int) -> [String] {
    let plan = TallyPlan(groupings: [
      Grouping(by: [.verdict, .node, .sourcePod, .destinationPod, .reason], counting: .flows),
      Grouping(by: [.reason, .policy, .sourceNamespace, .destinationNamespace], counting: .drops),
    ])
    var tally = Tally(plan)
    var blocks = LineBlocks(
      input,
      options: LineBlockOptions(
        blockByteCount: blockByteCount, maximumLineByteCount: limit, searchesPrefixes: false))
    tally.beginInput(InputName("input", isPipe: false))
    var answer = LineBlockAnswer.taken(lineCount: 0)
    var events: [String] = []
    reading: while true {
      let event = blocks.next(after: answer)
      answer = .taken(lineCount: 0)
      switch event {
      case .block(let block): answer = Self.take(block, &tally)
      case .oversizeLine(let place):
        tally.addOversizeLine()
        events.append("oversize \(place)")
      case .unfinishedPart(let place):
        tally.addUnfinishedPart()
        events.append("unfinished \(place)")
      case .problem(let problem): events.append(problem.message)
      case .changed, .pause: continue
      case .end: break reading
      }
    }
    tally.endInput()
    return events + Self.text(tally.finish())
  }

  private static func take(_ block: LineBlock, _ tally: inout Tally) -> LineBlockAnswer {
    let outcome = tally.take(block) { _, _ in }
    if block.hasDocuments {
      tally.note(.documents)
    }
    if block.prefixTimes != nil {
      tally.note(.containerPrefixes)
    }
    return LineBlockAnswer(outcome)
  }

  private static func text(_ summary: Summary) -> [String] {
    let tables = summary.tables.flatMap { table in
      (0..<table.rowCount).map { "\(table.row(at: $0))" }
    }
    let lines = LineResult.allCases.map { "\($0) \(summary.coverage.lineCount($0))" }
    let evidence = Evidence.allCases.map { "\($0) \(summary.coverage.evidence[$0] ?? 0)" }
    var rest = summary.coverage
    (rest.lines, rest.evidence) = ([:], [:])
    return tables + lines + evidence + ["\(rest)"]
  }
}
