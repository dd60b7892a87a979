import FlowAnswer
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

/// Gives lines to a tally as it wants them: aligned, with room in front and behind.
func take(_ lines: [String], into tally: inout Tally) -> BlockOutcome {
  take(lines.flatMap { Array($0.utf8) + [10] }, into: &tally)
}

/// Gives a block of whole lines to a tally.
func take(_ text: [UInt8], into tally: inout Tally) -> BlockOutcome {
  let room = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count + 512, alignment: 64)
  defer { room.deallocate() }
  let block = UnsafeMutableRawBufferPointer(rebasing: room[64..<(64 + text.count)])
  block.copyBytes(from: text)
  return tally.take(block)
}

/// The answer over some inputs, each given as one block.
func summary(_ plan: TallyPlan, _ inputs: [TallyInput]) -> Summary {
  var tally = Tally(plan)
  for input in inputs {
    tally.beginInput(InputName(input.name, isPipe: input.isPipe))
    if !input.lines.isEmpty {
      _ = take(input.lines, into: &tally)
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
