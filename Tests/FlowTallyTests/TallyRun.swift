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

/// Gives lines to a tally.
func take(_ lines: [String], into tally: inout Tally) -> BlockOutcome {
  withBlock(of: lines.map(\.utf8)) { tally.take($0) }
}

/// Gives a block of whole lines to a tally.
func take(_ text: [UInt8], into tally: inout Tally) -> BlockOutcome {
  withBlock(text) { tally.take($0) }
}

/// A counter that has counted lines of one input.
func counter(_ lines: some Sequence<some Sequence<UInt8>>, _ plan: TallyPlan) -> BlockCounter {
  var counter = BlockCounter(plan)
  var drops = DropBatch()
  counter.beginInput(0)
  withBlock(of: lines) { _ = counter.take($0, mayHoldPrefixes: false, drops: &drops) }
  return counter
}

private func withBlock<Result>(
  of lines: some Sequence<some Sequence<UInt8>>,
  _ body: (UnsafeRawBufferPointer) -> Result
) -> Result {
  withBlock(lines.flatMap { Array($0) + [10] }, body)
}

/// Lays text as a block has to lie, with room in front and behind.
private func withBlock<Result>(
  _ text: [UInt8], _ body: (UnsafeRawBufferPointer) -> Result
) -> Result {
  let room = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count + 512, alignment: 64)
  defer { room.deallocate() }
  let block = UnsafeMutableRawBufferPointer(rebasing: room[64..<(64 + text.count)])
  block.copyBytes(from: text)
  return body(UnsafeRawBufferPointer(block))
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
