internal import FlowAnswer

/// What several counters of one log counted together.
extension BlockCounter {
  /// Whether a group or a name has found no room: which ones did depends on the order of the lines, so that several counters
  /// merged may tell others than one counter that took all lines.
  public var hasOverflowed: Bool {
    coverage.hasOverflowed || families.hasOverflowed
      || flowTables.contains { $0.hasOverflowed }
  }

  /// What was counted of an input.
  public mutating func counts(ofInput number: Int) -> InputCounts {
    endInput()
    return inputs[number] ?? InputCounts()
  }

  /// Adds what another counter of the same plan counted.
  public mutating func merge(_ other: consuming BlockCounter) {
    endInput()
    other.endInput()
    for (number, counts) in other.inputs {
      inputs[number, default: InputCounts()].add(counts)
    }
    coverage.merge(other.coverage)
    kept.merge(other.kept)
    families.merge(other.families)
    for index in flowTables.indices {
      flowTables[index].merge(other.flowTables[index])
    }
  }

  /// The coverage, the tables of flows and the agent's families, given what the accountant counted.
  consuming func finish(
    evidence: [Evidence: UInt64], names: [InputName]
  ) -> (coverage: Coverage, tables: [GroupedCounts], families: [FamilyCounts]) {
    endInput()
    coverage.hasForgottenUUIDs = seen?.hasForgotten ?? false
    let facts = names.enumerated().map { number, name in
      InputFacts(name, inputs[number] ?? InputCounts())
    }
    let tables = flowTables.map { $0.finish() }
    let counts = families.finish()
    return (coverage.finish(evidence: evidence, inputs: facts), tables, counts)
  }
}
