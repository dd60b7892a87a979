import FlowAnswer
import FlowTally

/// `--last N`: the lines are counted once before, so that those in front of the last N can be passed over.
struct LastLines {
  /// What is to be done in the reading that counts.
  let plan: TallyPlan

  init(_ plan: Plan, _ options: Options, _ reading: Reading) throws(UsageError) {
    guard let last = options.last else {
      self.plan = plan.tally
      return
    }
    guard reading.isRepeatable else {
      throw UsageError(
        "--last needs files: a pipe cannot be read twice, and its end is not known before",
        for: options.command)
    }
    var counting = TallyPlan(groupings: [], selection: plan.tally.selection)
    counting.keeps = plan.tally.keeps == .none ? .passing : plan.tally.keeps
    counting.deduplicates = plan.tally.deduplicates
    let count = reading.read(counting).summary.keptLineCount
    var limited = plan.tally
    limited.limit = .behind(count > last ? count - last : 0)
    self.plan = limited
  }
}

extension Options {
  /// Whether lines themselves are written.
  var writesLines: Bool {
    command == .filter && !countsLines
  }
}
