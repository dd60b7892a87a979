import FlowAnswer
import FlowTally

/// Which of the filters took the last flow away: found by reading the input again with ever more of them.
///
/// Only where no flow passed. A pipe cannot be read again, and a large input is not: there all filters are named.
struct FilterTrace {
  /// Bytes of an input that is read again at most.
  static let mostBytes: UInt64 = 1 << 30

  private let selection: SelectionOptions
  private let countsDrops: Bool
  private let range: TimeRange
  private let reading: Reading

  init(
    _ selection: SelectionOptions, countingDrops: Bool, _ range: TimeRange, _ reading: Reading
  ) {
    self.selection = selection
    countsDrops = countingDrops
    self.range = range
    self.reading = reading
  }

  /// The sentence: none of so many flows, or of those that pass other filters, passes this one.
  func text(of flowCount: UInt64) -> String {
    let groups = groups
    guard let last = groups.last else {
      return "no flow passed"
    }
    guard groups.count > 1 else {
      return sentence(flowCount, [], text(last))
    }
    guard let byteCount = reading.byteCount, byteCount <= Self.mostBytes else {
      return sentence(flowCount, [], "all of \(groups.map(text).joinedAsList)")
    }
    var count = flowCount
    for (index, group) in groups.enumerated() {
      guard let passed = self.count(passing: groups[...index]) else {
        break
      }
      if passed == 0 {
        return sentence(count, groups[..<index], text(group))
      }
      count = passed
    }
    return sentence(flowCount, [], "all of \(groups.map(text).joinedAsList)")
  }

  /// That none of so many flows, which pass some filters, passes what comes last.
  private func sentence(
    _ count: UInt64, _ passed: ArraySlice<[FilterArgument]>, _ last: String
  ) -> String {
    let place = range == TimeRange() ? "" : " in the time range"
    let others = passed.map(text).joinedAsList
    guard count == 1 else {
      let those = "none of the \(count) flows\(place)"
      return others.isEmpty
        ? "\(those) passes \(last)" : "\(those) that pass \(others) passes \(last)"
    }
    let one = "the one flow\(place)"
    return others.isEmpty
      ? "\(one) does not pass \(last)" : "\(one) that passes \(others) does not pass \(last)"
  }

  /// The flags in the order typed, those that are alternatives together.
  private var groups: [[FilterArgument]] {
    var groups: [[FilterArgument]] = []
    for argument in selection.filters where !argument.asksOfDrops(countingDrops: countsDrops) {
      let place = groups.firstIndex {
        $0[0].flag == argument.flag && $0[0].isNegated == argument.isNegated
      }
      if let place {
        groups[place].append(argument)
      } else {
        groups.append([argument])
      }
    }
    return groups
  }

  /// What is asked of drops after their lines were paired, as it was typed.
  var ofDrops: String {
    selection.filters.filter { $0.asksOfDrops(countingDrops: countsDrops) }.map { text([$0]) }
      .joinedAsList
  }

  /// All of them, as they were typed.
  var all: String {
    selection.filters.map { text([$0]) }.joinedAsList
  }

  /// Of each filter the fields that it asks of: one of them would do.
  var fields: [[String]] {
    selection.filters.map(\.flowFields)
  }

  /// Whether there are any.
  var isEmpty: Bool {
    selection.filters.isEmpty
  }

  private func text(_ group: [FilterArgument]) -> String {
    group.flatMap(\.words).map(ShellWord.quoted).joined(separator: " ")
  }

  /// How many flows pass some of the filters; nil where these alone are no selection, or a signal came.
  private func count(passing groups: ArraySlice<[FilterArgument]>) -> UInt64? {
    guard let some = try? Selection(Array(groups.joined()), times: range) else {
      return nil
    }
    let (summary, report) = reading.read(TallyPlan(groupings: [], selection: some))
    return report.wasInterrupted ? nil : summary.coverage.flowTotal
  }
}

extension FilterArgument {
  /// The words of a command line that give it.
  var words: [String] {
    (isNegated ? ["--not"] : []) + ["--\(flag.rawValue)"] + (flag.valueName == nil ? [] : [value])
  }
}
