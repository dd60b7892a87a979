import FlowAnswer
import FlowTally

/// `--last N`: the lines are counted once before, so that those in front of the last N can be passed over.
enum LastLines {
  /// What is to be done in the reading that counts; reads the inputs once where only their last lines count.
  static func plan(
    _ plan: TallyPlan, last: UInt64?, _ reading: Reading, for command: CommandName
  ) throws(UsageError) -> TallyPlan {
    guard let last else {
      return plan
    }
    guard reading.isRepeatable else {
      throw UsageError(
        "--last needs files, because a pipe cannot be read twice: name a file",
        for: command)
    }
    var counting = TallyPlan(groupings: [], selection: plan.selection)
    counting.keeps = plan.keeps == .none ? .passing : plan.keeps
    counting.deduplicates = plan.deduplicates
    let count = reading.read(counting).summary.keptLineCount
    var limited = plan
    limited.limit = .behind(count > last ? count - last : 0)
    return limited
  }
}
