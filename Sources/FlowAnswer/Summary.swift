/// The whole answer of a run: what was counted, and what was seen.
public struct Summary: Sendable {
  /// What was read.
  public var coverage: Coverage
  /// One per grouping of the plan, in its order.
  public var tables: [GroupedCounts]
  /// AUDIT lines by the fields of the first table, where they were counted apart.
  public var audits: GroupedCounts?
  /// The counts of the agent's families that were asked for, sorted by name.
  public var families: [FamilyCounts]
  /// Whether the run was interrupted before its input ended.
  public var wasInterrupted: Bool
  /// An example of each row of the first table of drops, where the plan asks for them.
  public var examples = DropExamples()
  /// What the log tells over time, where the plan asks for it.
  public var timelines: Timelines?
  /// Lines that the plan asked to keep.
  public var keptLineCount: UInt64 = 0

  /// An answer made of its parts.
  public init(
    coverage: Coverage, tables: [GroupedCounts], families: [FamilyCounts] = [],
    wasInterrupted: Bool = false
  ) {
    self.coverage = coverage
    self.tables = tables
    self.families = families
    self.wasInterrupted = wasInterrupted
  }
}
