public import FlowState

/// Blocks of lines in, counts out: the whole of parsing, filtering, grouping and accounting, on one thread.
///
/// One for a run. Feed it an input's blocks in order between `beginInput` and `endInput`; then `finish`.
public struct Tally: ~Copyable, Sendable {
  private let plan: TallyPlan
  private var counter: BlockCounter
  private var ledger: DropLedger
  private var drops = DropBatch()
  private var names: [InputName] = []

  /// A tally that has read nothing.
  public init(_ plan: TallyPlan, kernels: KernelSet = .best) {
    self.plan = plan
    counter = BlockCounter(plan, kernels: kernels)
    ledger = DropLedger(plan)
  }

  /// Begins an input; its pairs do not reach over its end.
  public mutating func beginInput(_ name: InputName) {
    counter.beginInput(names.count)
    names.append(name)
  }

  /// Begins an input that an earlier run has read a part of, with what it wrote.
  ///
  /// Takes the lines that are the accountant's, and passes over all others.
  public mutating func resumeInput(_ name: InputName, from lines: [StateLine]) throws(StateDamage) {
    beginInput(name)
    for line in lines {
      _ = try ledger.restore(line)
    }
  }

  /// What was counted of the input that was begun last.
  public var inputCounts: InputCounts {
    mutating get { counter.counts(ofInput: names.count - 1) }
  }

  /// Writes what waits for more of the input, and ends the tally without counting it.
  public consuming func suspend(
    to writer: inout StateWriter, wasInterrupted: Bool = false
  ) -> Summary {
    ledger.write(to: &writer)
    ledger.forgetWaiting()
    return finish(wasInterrupted: wasInterrupted)
  }

  /// Ends the input and tells what it held.
  @discardableResult
  public mutating func endInput() -> InputCounts {
    ledger.endInput()
    return counter.endInput()
  }

  /// Counts a line that was too long to be read.
  public mutating func addOversizeLine() {
    counter.addOversizeLine()
  }

  /// Counts a container part that was left open at the end of the input: one malformed line.
  public mutating func addUnfinishedPart() {
    counter.addUnfinishedPart()
  }

  /// Counts the lines of a block; what it has to be, see `BlockCounter.take`.
  public mutating func take(
    _ block: UnsafeMutableRawBufferPointer, mayHoldPrefixes: Bool = false
  ) -> BlockOutcome {
    // The block is passed on for this call.
    let outcome = unsafe counter.take(block, mayHoldPrefixes: mayHoldPrefixes, drops: &drops)
    ledger.take(&drops)
    return outcome
  }

  /// The answer over all inputs.
  public consuming func finish(wasInterrupted: Bool = false) -> Summary {
    Summary(
      plan: plan, counter: counter, ledger: ledger, names: names, wasInterrupted: wasInterrupted)
  }
}
