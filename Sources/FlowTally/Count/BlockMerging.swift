internal import FlowAnswer

/// What several counters of one log counted together, and what one counted between two commits.
extension BlockCounter {
  /// Whether a group or a name has found no room: which ones did depends on the order of the lines, so that several counters
  /// merged may tell others than one counter that took all lines.
  public var hasOverflowed: Bool {
    counts.hasOverflowed || reader.nodes.hasOverflowed
  }

  /// What was counted of an input.
  public mutating func counts(ofInput number: Int) -> InputCounts {
    counts.counts(ofInput: number)
  }

  /// Adds what another counter of the same plan counted.
  public mutating func merge(_ other: consuming BlockCounter) {
    let nodes = reader.nodes.merge(other.reader.nodes)
    counts.merge(other.takeCounts(), nodes: nodes)
  }

  /// Takes what was counted, and counts the first input anew; what was learned of lines stays.
  mutating func takeCounts() -> BlockCounts {
    var taken = BlockCounts(plan, rules)
    swap(&taken, &counts)
    taken.coverage.hasForgottenUUIDs = seen?.hasForgotten ?? false
    return taken
  }

  /// The coverage, the tables of flows and the agent's families, given what the accountant counted; counting begins anew.
  mutating func takeAnswer(
    _ findings: DropFindings, names: [InputName]
  ) -> (coverage: Coverage, tables: [GroupedCounts], families: [FamilyCounts]) {
    takeCounts().finish(findings, names: names, nodes: reader.nodes)
  }
}
