/// What the settings decide in a text: one value here, a name in the mixin's `text` there.
enum Parameter: Hashable, Sendable {
  /// The cluster's label, empty where there is none; a list of labels goes on behind `clusterBy`, a matcher behind `clusterMatcher`, the name
  /// of a recording rule behind `clusterPrefix`; `clusterLevel` is a level of its own.
  case cluster, clusterBy, clusterMatcher, clusterPrefix, clusterLevel
  /// A range that holds three runs; those seconds; one for an hour, one for what may be late.
  case range, rangeSeconds, hour, longRange
  /// The time between two runs, and some of them: how long an alert waits.
  case oneInterval, twoIntervals, threeIntervals, twelveIntervals
  /// The cluster's label and those that tell whose HTTP answers were counted, as a list; these as words of an alert.
  case answererBy, answerer
  case threshold(Threshold)
  case runbook(AlertName)
  /// The runbook of the alert that a field of Grafana names.
  case runbookOfField

  /// Those without a value of their own, each once.
  static let plain: [Self] = [
    .cluster, .clusterBy, .clusterMatcher, .clusterPrefix, .clusterLevel, .range, .rangeSeconds,
    .hour, .longRange, .oneInterval, .twoIntervals, .threeIntervals, .twelveIntervals, .answererBy,
    .answerer, .runbookOfField,
  ]

  /// Its name in the mixin.
  var name: String {
    switch self {
    case .cluster, .clusterBy, .clusterMatcher, .clusterPrefix, .clusterLevel, .range,
      .rangeSeconds, .hour, .longRange, .oneInterval, .twoIntervals, .threeIntervals,
      .twelveIntervals, .answererBy, .answerer, .runbookOfField:
      "\(self)"
    case .threshold(let threshold):
      threshold.rawValue.split(separator: "-").enumerated()
        .map { index, word in
          index == 0 ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
        }
        .joined()
    case .runbook(let alert): "runbook\(alert.rawValue)"
    }
  }

  /// Its value.
  func value(_ settings: MonitoringSettings) -> String {
    let label = settings.clusterLabel
    return switch self {
    case .cluster: label ?? ""
    case .clusterBy: label.map { "\($0), " } ?? ""
    case .clusterMatcher: label.map { "\($0)=~\"$cluster\", " } ?? ""
    case .clusterPrefix: label.map { "\($0)_" } ?? ""
    case .clusterLevel: label ?? "all"
    case .range: PrometheusDuration.text(Self.range(settings))
    case .rangeSeconds: String(Self.range(settings))
    case .hour: PrometheusDuration.text(max(3600, 3 * settings.interval))
    case .longRange: PrometheusDuration.text(max(Self.range(settings), 6 * settings.interval))
    case .oneInterval: PrometheusDuration.text(settings.interval)
    case .twoIntervals: PrometheusDuration.text(2 * settings.interval)
    case .threeIntervals: PrometheusDuration.text(3 * settings.interval)
    case .twelveIntervals: PrometheusDuration.text(12 * settings.interval)
    case .answererBy:
      ([label].compactMap { $0 } + (settings.answererLabels ?? [])).joined(separator: ", ")
    case .answerer: Self.answerer(settings.answererLabels ?? [])
    case .threshold(let threshold): settings.threshold(threshold)
    case .runbook(let alert): RunbookLink.of(alert.rawValue, settings.runbookURL)
    case .runbookOfField: RunbookLink.of("${__data.fields.alert}", settings.runbookURL)
    }
  }

  private static func answerer(_ labels: [String]) -> String {
    labels.isEmpty
      ? "" : " of " + labels.map { "{{ $labels.\($0) }}" }.joined(separator: " ")
  }

  /// Seconds over which `rate` is told.
  ///
  /// A counter of a textfile moves once an interval, of which a range has to hold three; and a scrape may be a minute old.
  private static func range(_ settings: MonitoringSettings) -> Int {
    max(300, 3 * settings.interval)
  }
}
