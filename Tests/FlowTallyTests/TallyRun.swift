@testable import FlowTally

/// An input of a tally: its name, its lines.
struct TallyInput {
  var name = "input"
  var isPipe = false
  var lines: [String]

  init(_ lines: [String], name: String = "input", isPipe: Bool = false) {
    self.name = name
    self.isPipe = isPipe
    self.lines = lines
  }
}

/// The answer over some inputs, each given as one block.
func summary(_ plan: TallyPlan, _ inputs: [TallyInput]) -> Summary {
  var tally = Tally(plan)
  for input in inputs {
    tally.beginInput(input.name, isPipe: input.isPipe)
    if !input.lines.isEmpty {
      Block(lines: input.lines).withPointer { _ = tally.take($0) }
    }
    _ = tally.endInput()
  }
  return tally.finish()
}

/// A plan that counts drops by one grouping.
func dropsPlan(_ fields: [GroupField] = [.reason]) -> TallyPlan {
  TallyPlan(groupings: [Grouping(by: fields, counting: .drops)])
}

/// A plan that counts flows by one grouping.
func flowsPlan(_ fields: [GroupField] = [.verdict]) -> TallyPlan {
  TallyPlan(groupings: [Grouping(by: fields, counting: .flows)])
}

/// The rows of a table: values joined by blanks, and the count.
func rows(_ counts: GroupedCounts?) -> [String] {
  guard let counts else {
    return []
  }
  return (0..<counts.rowCount).map { position in
    let row = counts.row(at: position)
    return "\(row.values.joined(separator: " ")) \(row.count)"
  }
}
