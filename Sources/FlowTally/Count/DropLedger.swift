public import FlowAnswer

/// Takes drops in input order and counts dropped packets, each once.
///
/// What several ledgers counted, of different inputs, can be merged.
public struct DropLedger: ~Copyable, Sendable {
  var accountant: Accountant
  /// The clocks of nodes that a state has told of, while it is read.
  var restoredClocks: [[UInt8]: Int64] = [:]
  private var examples = ExampleBook()

  /// A ledger without drops.
  public init(_ plan: TallyPlan) {
    accountant = Accountant(
      groupings: plan.groupings.filter { $0.unit == .drops }, fields: plan.dropFields,
      conditions: plan.selection.dropConditions, maximumGroups: plan.maximumGroups,
      countsAuditApart: plan.countsAuditApart, tracesTime: plan.tracesTime)
  }

  /// Takes the next stretch of an input; the batch is empty afterwards.
  public mutating func take(_ drops: inout DropBatch) {
    drops.drain { record in
      if record.hasExample {
        examples.note(record)
      }
      accountant.take(&record)
    }
  }

  /// The end of an input: what waits counts by itself.
  public mutating func endInput() {
    accountant.endInput()
  }

  /// Adds what another ledger counted of other inputs.
  public mutating func merge(_ other: consuming DropLedger) {
    other.endInput()
    accountant.merge(other.accountant)
    examples.merge(other.examples)
  }

  /// What was counted, while lines go on waiting.
  mutating func takeBooks() -> DropBooks {
    accountant.takeBooks()
  }

  /// The examples of the drops that were taken.
  var keptExamples: DropExamples {
    examples.kept
  }

  /// What was counted; what waits counts by itself.
  consuming func finish() -> DropBooks {
    accountant.endInput()
    return accountant.books
  }
}

extension Summary {
  /// The answer of a run, from what its counters and ledgers counted, merged; `names` are those of the inputs, in order.
  public init(
    plan: TallyPlan, counter: consuming BlockCounter, ledger: consuming DropLedger,
    names: [InputName], wasInterrupted: Bool
  ) {
    let examples = ledger.keptExamples
    self.init(
      plan, &counter, ledger.finish(), names: names, wasInterrupted: wasInterrupted)
    self.examples = examples
  }

  /// The answer over what a counter and an accountant counted since they gave the last one.
  init(
    _ plan: TallyPlan, _ counter: inout BlockCounter, _ books: consuming DropBooks,
    names: [InputName], wasInterrupted: Bool
  ) {
    let keptLineCount = counter.kept.count
    let findings = books.findings
    let audits = books.auditCounts
    let leftOutCount = books.leftOutCount
    let attempts = books.attempts
    let traces = counter.traces
    let counted = counter.takeAnswer(findings, names: names)
    var coverage = counted.coverage
    if plan.selection.looksAtDrops {
      coverage.notes.append(
        "\(leftOutCount) more \(leftOutCount == 1 ? "drop" : "drops") passed the other filters, and "
          + "\(leftOutCount == 1 ? "was" : "were") left out by \(plan.selection.flagsOfDrops)")
    }
    var drops = books.finish()[...]
    var flows = counted.tables[...]
    let tables = plan.groupings.compactMap {
      $0.unit == .drops ? drops.popFirst() : flows.popFirst()
    }
    self.init(
      coverage: coverage, tables: tables, families: counted.families, wasInterrupted: wasInterrupted
    )
    self.keptLineCount = keptLineCount
    self.audits = audits
    timelines = attempts.map { Timelines($0, traces) }
  }
}
