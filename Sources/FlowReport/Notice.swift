public import FlowAnswer

/// An answer as it is told to somebody elsewhere: what was found, and what of the log that covers.
///
/// Any command makes one of its answer; `NoticeFormat` writes it. All texts are as they came, and hostile.
public struct Notice: Sendable {
  /// One thing that was found.
  public struct Row: Sendable {
    /// What it is, in one line.
    public var headline: String
    /// What has to be known of it, a sentence each.
    public var details: [String]
    /// What tells it from others, by names that Prometheus takes for labels; empty values are left out.
    public var labels: [(name: String, value: String)]
    /// Whether somebody has to look at it.
    public var isUrgent = true
    /// How many.
    public var count: UInt64
    /// When the first was.
    public var first: Timestamp?
    /// When the last was.
    public var last: Timestamp?

    /// A row of its parts.
    public init(
      headline: String, details: [String] = [], labels: [(name: String, value: String)],
      count: UInt64, first: Timestamp?, last: Timestamp?
    ) {
      self.headline = headline
      self.details = details
      self.labels = labels
      self.count = count
      self.first = first
      self.last = last
    }
  }

  /// The name of its alerts, such as `FlowauditDrops`.
  public var name: String
  /// What is counted.
  public var unit: CountUnit
  /// All that was counted, that of rows which are left out too.
  public var total: UInt64
  /// What was found, the largest first.
  public var rows: [Row]
  /// Why nothing was found, a part of a sentence; nil where something was.
  public var zeroReason: String?
  /// What was read, a line each.
  public var coverage: [String]
  /// Why the answer does not cover all that it should; empty where it does.
  public var gaps: [String] = []
  /// How many rows an answer had, with those that are not in `rows`.
  public var rowCount: Int
  /// What was found, in a few words, where that is not a count of rows.
  public var headline: String?

  /// A notice of its parts.
  public init(
    name: String, unit: CountUnit, total: UInt64, rows: [Row], rowCount: Int, coverage: [String]
  ) {
    self.name = name
    self.unit = unit
    self.total = total
    self.rows = rows
    self.rowCount = rowCount
    self.coverage = coverage
  }

  /// What was found, in a few words: `12 drops in 3 rows`.
  var title: String {
    if let headline {
      return headline
    }
    guard total > 0 else {
      return "no \(unit.rawValue)"
    }
    let rows = "\(rowCount) \(rowCount == 1 ? "row" : "rows")"
    return "\(total) \(unit.noun(total)) in \(rows)"
  }

  /// The words for rows of which so many stand there; nil where all do.
  func leftOut(behind shown: ArraySlice<Row>) -> String? {
    let hidden = rowCount - shown.count
    guard hidden > 0 else {
      return nil
    }
    let known = shown.map(\.count).saturatingSum
    let count = total > known ? total - known : 0
    return
      "\(hidden) more \(hidden == 1 ? "row" : "rows"), \(count) \(unit.noun(count)): --output json has all"
  }
}

extension Notice.Row {
  /// When, in words; empty where no flow says.
  var times: String {
    switch (first, last) {
    case (let first?, let last?) where first != last: "\(first) to \(last)"
    case (let time?, _), (nil, let time?): "\(time)"
    case (nil, nil): ""
    }
  }
}

/// How a notice is written: the body of a request, for `curl --data-binary @-`.
public enum NoticeFormat: String, CaseIterable, Sendable {
  /// A message for a webhook of Slack's, and for those that take its form.
  case slack
  /// A list of alerts for Alertmanager's API, version 2.
  case alertmanager

  /// The whole body, ended by a line feed; bounded, whatever the notice holds.
  ///
  /// - Parameters:
  ///   - notice: What is told.
  ///   - now: When it is told: alerts end an hour later, unless they are told again.
  /// - Returns: JSON as UTF-8.
  public func body(of notice: Notice, now: Timestamp) -> [UInt8] {
    switch self {
    case .slack: Array((SlackMessage(notice).text + "\n").utf8)
    case .alertmanager: Array((AlertList(notice, now: now).text + "\n").utf8)
    }
  }
}
