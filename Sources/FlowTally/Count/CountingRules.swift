internal import FlowAnswer

/// What every line asks of a plan, found once: taken out of it, because the plan would be copied to be asked.
struct CountingRules: Sendable {
  /// The groupings of flows, in the order of the plan.
  let flowGroupings: [Grouping]
  /// For each of them, where the values of its fields stand.
  let flowSources: [[GroupSource]]
  let countsDrops: Bool
  /// Whether AUDIT lines are read as DROPPED ones are: counted as drops, or apart.
  let takesAudit: Bool
  /// Whether the reason and the policies of flows that were not dropped are asked for.
  let needsReason: Bool
  /// Whether drops are all that reasons and policies are asked for: then those of lines like earlier ones are known.
  let remembersDrops: Bool
  /// Whether all flows pass the filters.
  let selectsAll: Bool
  let range: TimeRange
  /// What has to hold of a flow besides.
  let conditions: [LineCondition]
  let quick: QuickSelection
  /// Whether requests that were let through are followed over time: then these flows are read.
  let tracesTime: Bool
  /// Texts by which lines are told apart before they are read: of those that pass the filters, or, where all pass, of replies, which nobody follows.
  let needles: [Needle]
  /// Whether nothing is counted of a flow that was not dropped but its verdict, its time and its node.
  let countsShortly: Bool
  /// Whether such a flow may be counted by its head and tail alone.
  let takesShortWay: Bool
  /// Whether that is so of every such flow, and nothing else is asked of it: then they are counted many in one call.
  let takesManyLines: Bool
  /// A bit a verdict, by its number: flows that have it are such.
  let shortVerdicts: UInt32

  /// The rules of a plan; `remembersLines` says that lines are compared with those of earlier windows.
  init(_ plan: TallyPlan, remembersLines: Bool) {
    // Locals: read from self in an operand of && or ||, these were destroyed before they were made (Swift 6.3).
    let flows = plan.groupings.filter { $0.unit == .flows }
    let selectsAll = plan.selection.passesAllLines
    let countsShortly =
      flows.isEmpty && plan.hubbleMetrics.isEmpty && (plan.countsDrops || plan.keeps != .none)
    let decides = plan.selection.quick.decidesAny
    let needsMembers = plan.deduplicates || remembersLines
    flowGroupings = flows
    flowSources = flows.map { $0.fields.map { GroupSource($0, labelKeys: plan.labelKeys) } }
    conditions = plan.selection.lineConditions.map {
      LineCondition($0, labelKeys: plan.labelKeys)
    }
    countsDrops = plan.countsDrops
    takesAudit = plan.countsAudit || plan.countsAuditApart
    tracesTime = plan.tracesTime
    needsReason = !Set(flows.flatMap(\.fields)).isDisjoint(
      with: [.reason, .policy, .policyKind, .defaultDenyPolicy])
    remembersDrops = plan.countsDrops && !needsReason
    self.selectsAll = selectsAll
    range = plan.selection.times
    quick = plan.selection.quick
    self.countsShortly = countsShortly
    let takesShortWay = !needsMembers && decides && (countsShortly || !selectsAll)
    self.takesShortWay = takesShortWay
    takesManyLines =
      takesShortWay && countsShortly && selectsAll && !plan.tracesTime && plan.keeps == .none
      && plan.limit == .all
    let tracesAll = plan.tracesTime && selectsAll
    needles = takesShortWay ? tracesAll ? Needle.replies : plan.selection.quick.needles : []
    let (countsDrops, takesAudit) = (self.countsDrops, self.takesAudit)
    let tracesTime = plan.tracesTime
    shortVerdicts = Verdict.allCases.reduce(into: 0) { bits, verdict in
      let isDrop = verdict == .dropped || verdict == .audit && takesAudit
      let isTraced = tracesTime && (verdict == .forwarded || verdict == .redirected)
      bits |=
        verdict == .unknown || isTraced || countsDrops && isDrop ? 0 : 1 << UInt32(verdict.index)
    }
  }
}
