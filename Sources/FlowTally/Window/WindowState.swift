public import FlowAnswer
public import FlowState

/// What windows leave for the next run.
///
///     window 1778480200500000000 9341867263847264 1203947203874
///     node flow "node-1" 1778480200400000000 1778480200400000000 1778479840000000000 1778480200500000000 seen
///     lines 0 177848020 BlBbY9vI...
///
/// When the last whole window was asked for, and the seeds of the digests; a source, its newest line, its watermark, its horizon, and
/// when it was seen; a source by its place among these lines, a slot of ten seconds, and the digests of its lines, ascending.
extension WindowMemory {
  /// Writes all as lines of state, at the end of a run that began at `now`.
  ///
  /// Sources that were not seen for `retirement` are left out. The window may go on.
  public mutating func write(
    to writer: inout StateWriter, at now: Timestamp, retirement: Nanoseconds
  ) {
    clock = now.nanoseconds
    let kept = kept(at: clock)
    report.forgottenCount += kept.forgottenCount
    forgetBehind(kept.horizons)
    writer.line(
      "window",
      [
        previousStart.map { .integer($0) } ?? .word("-"), .count(digest.first),
        .count(digest.second),
      ])
    var numbers = [Int?](repeating: nil, count: sources.count)
    var count = 0
    for index in sources.indices {
      if sources[index].isSeen {
        sources[index].isSeen = false
        sources[index].seen = now.nanoseconds
      }
      let limit = now.nanoseconds.subtractingReportingOverflow(retirement.count)
      guard limit.overflow || sources[index].seen >= limit.partialValue else {
        continue
      }
      numbers[index] = count
      count += 1
      write(sources[index], horizon: kept.horizons[index], to: &writer)
    }
    for bucket in kept.lines.buckets {
      if let number = numbers[bucket.place.source] {
        writer.line(
          "lines",
          [
            .integer(Int64(number)), .integer(bucket.place.slot),
            .block(kept.lines.digests[bucket.range]),
          ])
      }
    }
  }

  private func write(_ source: WindowSource, horizon: Int64, to writer: inout StateWriter) {
    writer.line(
      "node",
      [
        .word(source.kind.rawValue), .text(source.name), .integer(source.newest),
        .integer(source.watermark), .integer(horizon), .integer(source.seen),
        .word(source.isMissed ? "missed" : "seen"),
      ])
  }

  /// Takes a line of state that `write` wrote; false where it is somebody else's.
  ///
  /// The memory has seen no window yet. Lines come in the order in which they were written.
  public mutating func restore(_ line: StateLine) throws(StateDamage) -> Bool {
    switch line.keyword {
    case "window":
      previousStart = try line.word(0) == "-" ? nil : try line.integer(0)
      digest = LineDigest(first: try line.count(1), second: try line.count(2))
    case "node":
      try restoreSource(line)
    case "lines":
      try restoreLines(line)
    default:
      return false
    }
    return true
  }

  private mutating func restoreSource(_ line: StateLine) throws(StateDamage) {
    guard let kind = WindowSource.Kind(rawValue: try line.word(0)) else {
      throw StateDamage("a 'node' line has an unknown kind of source")
    }
    // A local: lent in the call it was let go before it was made (Swift 6.3).
    let name = try line.text(1)
    let index = source(kind, named: name.span)
    guard index == sources.count - 1 else {
      throw StateDamage("two 'node' lines describe the same source")
    }
    sources[index].newest = try line.integer(2)
    sources[index].watermark = try line.integer(3)
    sources[index].horizon = try line.integer(4)
    sources[index].seen = try line.integer(5)
    sources[index].isMissed = try line.word(6) == "missed"
  }

  private mutating func restoreLines(_ line: StateLine) throws(StateDamage) {
    let (source, slot) = (try line.integer(0), try line.integer(1))
    let digests = try line.block(2)
    guard source >= 0, source < sources.count,
      zip(digests, digests.dropFirst()).allSatisfy({ $0 <= $1 })
    else {
      throw StateDamage(
        "a 'lines' line names a source that is not there, or its digests are not in ascending order"
      )
    }
    remembered.append(
      RememberedLines.Place(source: Int(source), slot: slot), digests)
  }
}
