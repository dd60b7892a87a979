import FlowAnswer
import FlowMetrics
import FlowReport
import FlowTally

/// What a run does, resolved from what was typed: nothing is read yet.
struct Plan: Sendable {
  var tally: TallyPlan
  let layout: Layout

  /// Resolves the options, given the moments that `--since` and `--until` mean.
  init(_ options: Options, times: TimeRange, terminal: Terminal) throws(UsageError) {
    let selection: Selection
    do {
      selection = try Selection(options.filters, times: times)
    } catch {
      throw UsageError(error, for: options.command)
    }
    tally = TallyPlan(
      groupings: Self.groupings(options), selection: selection,
      countsAudit: options.asksForAudit, bucketNanoseconds: options.bucket,
      maximumGroups: options.maxGroups, deduplicates: options.isDeduplicating,
      hubbleMetrics: options.hubbleMetrics, maximumFamilyRows: options.limits.maxFamilyRows)
    tally.keeps = options.command == .filter ? (options.inverts ? .others : .passing) : .none
    tally.limit = options.first.map { .first($0) } ?? .all
    layout = Layout(
      width: terminal.outputColumns, usesColor: terminal.usesColor(options), top: options.top)
  }

  private static func groupings(_ options: Options) -> [Grouping] {
    let fields = (options.bucket == nil ? [] : [GroupField.bucket]) + options.fields
    func grouping(by fields: [GroupField], counting unit: CountUnit) -> Grouping {
      Grouping(by: fields, counting: unit, order: options.sort ?? .count, top: options.top)
    }
    switch options.command {
    case .drops:
      return [grouping(by: fields, counting: .drops)]
    case .flows:
      return [grouping(by: fields, counting: .flows)]
    case .export:
      return [WindowMetrics.grouping]
    case .summary:
      return [
        grouping(by: [.verdict], counting: .flows), grouping(by: [.reason], counting: .drops),
        grouping(by: [.sourceNamespace, .destinationNamespace], counting: .drops),
        grouping(by: [.policy], counting: .drops),
      ]
    case .filter, .lint, .doctor, .help, .completions, .man:
      return []
    }
  }
}

extension Options {
  /// Whether `--verdict AUDIT` was given, so that AUDIT lines count as drops.
  fileprivate var asksForAudit: Bool {
    filters.contains {
      $0.flag == .verdict && $0.value == Verdict.audit.name && !$0.isNegated
    }
  }
}
