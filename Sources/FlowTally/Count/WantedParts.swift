internal import FlowAnswer

/// The parts of a flow that a plan asks for on every line, so that they are looked into while the line is indexed.
enum WantedParts {
  /// The bits of the parts that the groupings and the filters of a plan read.
  static func bits(_ plan: TallyPlan) -> UInt32 {
    guard plan.hubbleMetrics.isEmpty else {
      // Dropped flows are few: what else their records need is looked into when it is asked for.
      return plan.hubbleMetrics.parts
    }
    guard !plan.countsDrops, !plan.tracesTime else {
      return .max
    }
    let fields = plan.groupings.flatMap(\.fields)
    return fields.reduce(FlowPart.aggregate.bit | plan.selection.parts) { $0 | bits($1) }
  }

  private static func bits(_ field: GroupField) -> UInt32 {
    GroupSource(field).parts.reduce(0) { $0 | $1.bit }
  }
}
