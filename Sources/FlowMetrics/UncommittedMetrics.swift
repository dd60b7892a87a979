public import FlowAnswer

/// The .prom file of a run that could not keep its state: the old one, but for what it says of the run.
public struct UncommittedMetrics: Sendable {
  private let facts: RunFacts

  /// The metrics of a run of which nothing is kept.
  public init(_ facts: RunFacts) {
    self.facts = facts
  }

  /// The text: that of `before` with this run's time, failure and errors; without an old file that of counters at 0.
  ///
  /// Nil where the old file is not one of ours: then it is left alone.
  public func text(
    before: [UInt8]?, constantLabels: ConstantLabels, hubbleMetrics: HubbleMetrics
  ) -> String? {
    guard let before else {
      var counts = RunningCounts()
      counts.lastRun = facts.start
      counts.lastDuration = facts.duration
      counts.wasSuccessful = false
      return CounterMetrics(
        counts, version: facts.version, constantLabels: constantLabels,
        hubbleMetrics: hubbleMetrics
      ).text
    }
    guard PreviousTextfile(before, hubbleMetrics: hubbleMetrics) != nil else {
      return nil
    }
    let lines = String(decoding: before, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.map { changed($0) }.joined(separator: "\n")
  }

  /// A line of the old file, with what this run changes of it.
  private func changed(_ line: Substring) -> Substring {
    let name = line.prefix { $0 != "{" && $0 != " " }
    guard line.first != "#", let space = line.lastIndex(of: " ") else {
      return line
    }
    let value: MetricValue? =
      switch name {
      case StateFamily.lastRunSuccess.family.name[...]: .flag(false)
      case StateFamily.lastRun.family.name[...]: .time(facts.start)
      case StateFamily.lastRunDuration.family.name[...]: .duration(facts.duration)
      case CountedFamily.queryErrors.counter.name[...]: errors(line[space...].dropFirst(), line)
      default: nil
      }
    return value.map { "\(line[...space])\($0.text)" } ?? line
  }

  /// The errors of the input that a file says, which it may have from a run that kept nothing: none where it is not one of ours.
  static func errors(in text: [UInt8], _ hubbleMetrics: HubbleMetrics) -> [QueryError: UInt64] {
    guard PreviousTextfile(text, hubbleMetrics: hubbleMetrics) != nil else {
      return [:]
    }
    var errors: [QueryError: UInt64] = [:]
    let name = CountedFamily.queryErrors.counter.name + "{"
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix(name) {
      let error = QueryError.allCases.first { line.contains("reason=\"\($0.rawValue)\"") }
      if let error, let count = line.split(separator: " ").last.flatMap({ UInt64($0) }) {
        errors[error] = count
      }
    }
    return errors
  }

  private func errors(_ before: Substring, _ line: Substring) -> MetricValue? {
    guard let count = UInt64(before),
      let error = facts.queryErrors.first(where: { line.contains("reason=\"\($0.key.rawValue)\"") })
    else {
      return nil
    }
    return .integer([count, error.value].saturatingSum)
  }
}
