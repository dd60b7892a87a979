/// Between two windows flows of a node may have been missed.
///
/// Source of the rules: the windows' own times where the span is known, else what came back.
extension WindowMemory {
  /// Ends the window, and counts the nodes that have a gap.
  ///
  /// `isWhole` says that nothing cut it short: of a window that is not, only nodes with later lines are judged.
  public mutating func end(isWhole: Bool) {
    for index in sources.indices where sources[index].kind == .flow {
      guard sources[index].watermarkBefore > .min, hasGap(sources[index], isWhole: isWhole) else {
        continue
      }
      let source = sources[index]
      sources[index].isMissed = source.watermark == source.watermarkBefore
      report.gapCount += 1
      if report.gapNodes.count < WindowReport.maximumNodeCount {
        report.gapNodes.append(String(decoding: sources[index].name, as: UTF8.self))
      }
    }
    if isWhole {
      previousStart = start
    }
  }

  private func hasGap(_ source: WindowSource, isWhole: Bool) -> Bool {
    let reach = span.map { start.subtractingReportingOverflow($0).partialValue }
    if let reach, let previousStart, isWhole, reach > previousStart {
      return true
    }
    // So far back the window surely reaches: the newest line of the windows before lies in it, and is not there.
    let (oldest, isKnown) = reach.map { ($0, true) } ?? (oldestReturned, false)
    guard source.watermarkBefore > oldest, !source.hasReturned, !source.isMissed else {
      return false
    }
    return source.wasRead ? true : isWhole && isKnown
  }
}
