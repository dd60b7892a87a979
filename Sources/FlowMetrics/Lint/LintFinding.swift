/// Something wrong in a .prom file.
public struct LintFinding: Error, Sendable, Equatable {
  /// The rule that is broken.
  public let rule: LintRule
  /// The file, as it was named: hostile, escape it.
  public let file: String
  /// The line, counted from 1; nil where it is about the file.
  public let line: Int?
  /// What is wrong, with names from the file: hostile, escape it.
  public let what: String
  /// How many there are: more than one where a rule's findings are only counted.
  public let count: Int
  /// What this line does not go together with; nil where there is nothing.
  public let clash: Clash?

  /// An earlier line, of this file or of another.
  public struct Clash: Sendable, Equatable {
    /// The series, or the family, as it is written: hostile, escape it.
    public let subject: String
    /// The file's index, in the order in which the files came.
    public let fileIndex: Int
    /// The line, counted from 1.
    public let line: Int
  }

  /// A finding.
  public init(
    _ rule: LintRule, file: String, line: Int? = nil, _ what: String, count: Int = 1,
    clash: Clash? = nil
  ) {
    self.rule = rule
    self.file = file
    self.line = line
    self.what = what
    self.count = count
    self.clash = clash
  }

  /// `FILE:LINE: what: why; how to mend (rule)`, without its names made harmless.
  public var message: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(what): \(rule.reason); \(rule.mend) (\(rule.rawValue))"
  }
}

/// The findings of one file: of each rule the first few, and how many more there are.
struct FindingList {
  /// How many of a rule are kept.
  static let maximumCount = 5

  private var kept: [LintFinding] = []
  private var counts: [LintRule: Int] = [:]

  mutating func add(_ finding: LintFinding) {
    counts[finding.rule, default: 0] += 1
    if counts[finding.rule, default: 0] <= Self.maximumCount {
      kept.append(finding)
    }
  }

  /// In the order of the lines, those of one line in the order of the rules; then what was left out.
  ///
  /// A file without families and faults has nothing in it.
  func sorted(file: String, hasFamilies: Bool) -> [LintFinding] {
    guard hasFamilies || !kept.isEmpty else {
      return [LintFinding(.nothing, file: file, "there is nothing in it")]
    }
    let order = Dictionary(
      uniqueKeysWithValues: zip(LintRule.allCases, LintRule.allCases.indices))
    let sorted = kept.enumerated().sorted { left, right in
      let leftKey = (left.element.line ?? .max, order[left.element.rule] ?? 0, left.offset)
      return leftKey < (right.element.line ?? .max, order[right.element.rule] ?? 0, right.offset)
    }.map(\.element)
    let more = LintRule.allCases.compactMap { rule in
      let count = (counts[rule] ?? 0) - Self.maximumCount
      return count > 0
        ? LintFinding(rule, file: file, "\(count) more like these", count: count) : nil
    }
    return sorted + more
  }
}
