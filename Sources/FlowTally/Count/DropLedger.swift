public import FlowAnswer

/// Takes drops in input order and counts dropped packets, each once.
///
/// What several ledgers counted, of different inputs, can be merged.
public struct DropLedger: ~Copyable, Sendable {
  var accountant: Accountant

  /// A ledger without drops.
  public init(_ plan: TallyPlan) {
    accountant = Accountant(
      groupings: plan.groupings.filter { $0.unit == .drops }, fields: plan.dropFields,
      maximumGroups: plan.maximumGroups)
  }

  /// Takes the next stretch of an input; the batch is empty afterwards.
  public mutating func take(_ drops: inout DropBatch) {
    drops.drain { accountant.take(&$0) }
  }

  /// The end of an input: what waits counts by itself.
  public mutating func endInput() {
    accountant.endInput()
  }

  /// Adds what another ledger counted of other inputs.
  public mutating func merge(_ other: consuming DropLedger) {
    other.endInput()
    accountant.merge(other.accountant)
  }

  consuming func finish() -> (evidence: [Evidence: UInt64], tables: [GroupedCounts]) {
    accountant.endInput()
    let evidence = accountant.evidence
    return (evidence, accountant.finish())
  }
}

extension Summary {
  /// The answer of a run, from what its counters and ledgers counted, merged; `names` are those of the inputs, in order.
  public init(
    plan: TallyPlan, counter: consuming BlockCounter, ledger: consuming DropLedger,
    names: [InputName], wasInterrupted: Bool
  ) {
    let (evidence, dropTables) = ledger.finish()
    let (coverage, flowTables, families) = counter.finish(evidence: evidence, names: names)
    var drops = dropTables[...]
    var flows = flowTables[...]
    let tables = plan.groupings.compactMap {
      $0.unit == .drops ? drops.popFirst() : flows.popFirst()
    }
    self.init(
      coverage: coverage, tables: tables, families: families, wasInterrupted: wasInterrupted)
  }
}
