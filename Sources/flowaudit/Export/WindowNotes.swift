import FlowMetrics
import FlowTally

extension WindowReport {
  /// What was not counted, for the metrics.
  var skippedLines: [SkippedLine: UInt64] {
    [.known: knownCount, .tooOld: tooOldCount]
  }

  /// Says what may be missing in the counters.
  func report(of name: String, _ options: ExportOptions, to diagnostics: Diagnostics) {
    if gapCount > 0 {
      let names = gapNodes.map { $0.isEmpty ? "without a name" : $0 }
      let rest = gapCount > names.count ? " and \(gapCount - names.count) more" : ""
      diagnostics.warning(
        "\(name): flows may have been missed since the last run: what is read now does not reach back to what was "
          + "read then, on \(gapCount == 1 ? "node" : "nodes") \(names.joined(separator: ", "))\(rest)"
      )
    }
    if tooOldCount > 0 {
      let advice =
        options.windowSpan == nil
        ? "--window says how far back each run reads"
        : "do the runs read further back than --window?"
      diagnostics.warning(
        "\(name): \(tooOldCount) \(tooOldCount == 1 ? "line is" : "lines are") older than the lines that are remembered, "
          + "and not counted: \(advice)")
    }
    if forgottenCount > 0 {
      diagnostics.warning(
        "\(name): \(WindowMemory.maximumLineCount) lines are remembered, \(forgottenCount) had to be forgotten: "
          + "should the next run read lines of their time, they are not counted")
    }
  }
}
