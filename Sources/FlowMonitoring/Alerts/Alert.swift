/// A row of the table of alerts.
struct Alert: Sendable {
  /// How soon somebody has to look.
  enum Severity: String, Sendable {
    /// Now.
    case critical
    /// Today.
    case warning
    /// When there is time.
    case info
  }

  /// A rule of the alert: one severity, one threshold.
  struct Level: Sendable {
    let severity: Severity
    /// How long it has to be so; nil where once is enough.
    let wait: Parameter?
    let expression: Text

    init(_ severity: Severity, for wait: Parameter?, _ expression: Text) {
      self.severity = severity
      self.wait = wait
      self.expression = expression
    }
  }

  let group: AlertGroup
  /// When it is there, beside the condition of its group.
  var condition: Condition?
  let levels: [Level]
  /// One sentence, without anything that changes.
  let summary: Text
  /// One sentence or two, with value and labels as Prometheus' templates have them.
  let description: Text

  /// The rows of one alert of one severity.
  init(
    _ group: AlertGroup, _ severity: Severity, for wait: Parameter?, if condition: Condition? = nil,
    _ expression: Text, summary: Text, description: Text
  ) {
    self.init(
      group, if: condition, [Level(severity, for: wait, expression)], summary: summary,
      description: description)
  }

  /// The rows of an alert.
  init(
    _ group: AlertGroup, if condition: Condition? = nil, _ levels: [Level], summary: Text,
    description: Text
  ) {
    self.group = group
    self.condition = condition
    self.levels = levels
    self.summary = summary
    self.description = description
  }

  /// Levels of the usual two severities: the same query above two thresholds.
  static func levels(_ query: Text, _ warning: Threshold, _ critical: Threshold) -> [Level] {
    [
      Level(.warning, for: .twoIntervals, "\(query) > \(threshold: warning)"),
      Level(.critical, for: .oneInterval, "\(query) > \(threshold: critical)"),
    ]
  }
}
