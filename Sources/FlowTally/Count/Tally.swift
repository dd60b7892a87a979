public import FlowAnswer
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
  ///
  /// Of an input that comes in windows it passes over the lines that `window` knows.
  public init(_ plan: TallyPlan, kernels: KernelSet = .best, window: WindowMemory? = nil) {
    self.plan = plan
    counter = BlockCounter(plan, kernels: kernels, window: window)
    ledger = DropLedger(plan)
  }

  /// Begins an input; its pairs do not reach over its end.
  public mutating func beginInput(_ name: InputName) {
    counter.beginInput(names.count)
    names.append(name)
  }

  /// Begins an input that an earlier run has read a part of, with what it wrote.
  ///
  /// Takes the lines that are the accountant's, and gives back all others.
  @discardableResult
  public mutating func resumeInput(
    _ name: InputName, from lines: [StateLine]
  ) throws(StateDamage) -> [StateLine] {
    beginInput(name)
    var rest: [StateLine] = []
    for line in lines where try !ledger.restore(line) {
      rest.append(line)
    }
    ledger.endRestoring()
    return rest
  }

  /// What was counted of the input that was begun last.
  public var inputCounts: InputCounts {
    mutating get { counter.counts(ofInput: names.count - 1) }
  }

  /// Writes what waits for more of the input, gives what was counted since the last commit, and counts on; `now` is when the run
  /// began.
  ///
  /// What was learned of the lines and what waits stay: nothing that was written is read again.
  public mutating func commit(
    to writer: inout StateWriter, at now: Timestamp, wasInterrupted: Bool = false
  ) -> Summary {
    ledger.write(to: &writer, at: now)
    return Summary(
      plan, &counter, ledger.takeBooks(), names: names, wasInterrupted: wasInterrupted)
  }

  /// Ends the input and tells what it held.
  @discardableResult
  public mutating func endInput() -> InputCounts {
    ledger.endInput()
    return counter.endInput()
  }

  /// What earlier windows of the input held, nil where there are none.
  ///
  /// Who takes it out ends the tally: the lines that come would not be told apart.
  public var window: WindowMemory? {
    _read { yield counter.window }
    _modify { yield &counter.window }
  }

  /// Counts a line that was too long to be read; false where an earlier window held it.
  @discardableResult
  public mutating func addOversizeLine() -> Bool {
    counter.addOversizeLine()
  }

  /// Counts a container part that was left open at the end of the input: one malformed line.
  ///
  /// False where an earlier window held it.
  @discardableResult
  public mutating func addUnfinishedPart() -> Bool {
    counter.addUnfinishedPart()
  }

  /// Counts the lines of a block; what it has to be, see `BlockCounter.take`.
  public mutating func take(
    _ block: UnsafeRawBufferPointer, mayHoldPrefixes: Bool = false,
    mayHoldDocuments: Bool = false, times: TimesInFront? = nil,
    _ write: BlockCounter.KeptWriter = { _, _ in }
  ) -> BlockOutcome {
    // The block is passed on for this call.
    let outcome = unsafe counter.take(
      block, mayHoldPrefixes: mayHoldPrefixes, mayHoldDocuments: mayHoldDocuments, times: times,
      drops: &drops, write)
    ledger.take(&drops)
    return outcome
  }

  /// Who reads the lines found them in a form.
  public mutating func note(_ form: LineForm) {
    counter.note(form)
  }

  /// The lines of the last block that the plan asked to keep.
  public var kept: KeptLines {
    counter.kept
  }

  /// The answer over all inputs.
  public consuming func finish(wasInterrupted: Bool = false) -> Summary {
    Summary(
      plan: plan, counter: counter, ledger: ledger, names: names, wasInterrupted: wasInterrupted)
  }
}
