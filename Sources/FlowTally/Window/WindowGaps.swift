public import FlowAnswer

/// Between two windows flows of a node may have been missed.
///
/// Source of the rules: the windows' own times where the span is known, else what came back.
extension WindowMemory {
  /// Ends the window, and counts the nodes that have a gap.
  ///
  /// `isWhole` says that nothing cut it short: of a window that is not, only nodes with later lines are judged.
  public mutating func end(isWhole: Bool) {
    for index in sources.indices where mayHaveGap(sources[index]) {
      if hasGap(sources[index], isWhole: isWhole) {
        noteGap(of: index)
      }
    }
    if isWhole && !goesOn {
      previousStart = start
    }
  }

  /// A window that goes on, of a command that runs, was read up to `now`.
  ///
  /// A node is judged once its lines are surely later than those of the windows before.
  public mutating func goOn(at now: Timestamp) {
    for index in sources.indices where mayHaveGap(sources[index]) {
      let source = sources[index]
      let (later, isOver) = source.watermark.subtractingReportingOverflow(source.watermarkBefore)
      guard isOver || later >= WindowSlot.width else {
        continue
      }
      sources[index].isJudged = true
      if isLate || hasGap(source, isWhole: false) {
        noteGap(of: index)
      }
    }
    goesOn = true
    previousStart = now.nanoseconds
  }

  /// It is so late now: a window that goes on asks often, or it takes its newest lines for ahead of the clock.
  public mutating func tick(at now: Timestamp) {
    clock = now.nanoseconds
  }

  private func mayHaveGap(_ source: WindowSource) -> Bool {
    source.kind == .flow && source.watermarkBefore > .min && !source.isJudged
  }

  private mutating func noteGap(of index: Int) {
    sources[index].isMissed = sources[index].watermark == sources[index].watermarkBefore
    report.gapCount += 1
    if report.gapNodes.count < WindowReport.maximumNodeCount {
      report.gapNodes.append(String(decoding: sources[index].name, as: UTF8.self))
    }
  }

  /// So far back the window reaches; nil where that is not known.
  var reach: Int64? {
    span.map { start.subtractingReportingOverflow($0.count).partialValue }
  }

  private func hasGap(_ source: WindowSource, isWhole: Bool) -> Bool {
    if isLate && isWhole {
      return true
    }
    // So far back the window surely reaches: the newest line of the windows before lies in it, and is not there.
    let (oldest, isKnown) = reach.map { ($0, true) } ?? (oldestReturned, false)
    guard source.watermarkBefore > oldest, !source.hasReturned, !source.isMissed else {
      return false
    }
    guard source.wasRead else {
      return isWhole && isKnown
    }
    // Of a window that was cut short the newest line may be among those that were not read.
    return isWhole || source.watermark > source.watermarkBefore
  }
}
