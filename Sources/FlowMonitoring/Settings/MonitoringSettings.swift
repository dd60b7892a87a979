public import FlowAnswer

/// What rules, dashboard and mixin are made for.
public struct MonitoringSettings: Sendable, Equatable {
  /// Seconds between two runs of `export`.
  public var interval = 300
  /// The label that tells clusters apart; nil where there is one cluster only.
  public var clusterLabel: String?
  /// What differs from the thresholds' standards, as it is written.
  public var thresholds: [Threshold: String] = [:]
  /// What `export --hubble-metrics` counts: the alerts about these families are there, too.
  public var hubbleMetrics = HubbleMetrics()
  /// Whether Cilium's exporter writes all flows, so that none at all is a failure.
  public var expectsFlows = false
  /// Alerts that are left out.
  public var without: Set<AlertName> = []
  /// Labels on every alert and on the Kubernetes object, sorted by name.
  public private(set) var labels: [SetLabel] = []
  /// Where the runbook is: `{alert}` stands for the alert's name, `{anchor}` for that in small letters.
  public var runbookURL = Self.standardRunbookURL

  /// The runbook in this repository.
  public static let standardRunbookURL = "docs/runbook.md#{anchor}"

  /// How often `export` may run, in seconds: what is told over an hour needs some runs in it.
  public static let intervals = 1...21_600

  /// The standards.
  public init() {}

  /// Adds a label; false where one of that name is there.
  public mutating func add(_ label: SetLabel) -> Bool {
    guard !labels.contains(where: { $0.name == label.name }) else {
      return false
    }
    labels.append(label)
    labels.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return true
  }

  /// The labels that Prometheus can take.
  var alertLabels: [SetLabel] {
    labels.filter(\.isOfPrometheus)
  }

  /// The labels that only an object can have.
  public var objectLabels: [SetLabel] {
    labels.filter { !$0.isOfPrometheus }
  }

  /// The number that an alert compares with.
  func threshold(_ threshold: Threshold) -> String {
    thresholds[threshold] ?? threshold.standard
  }

  /// Whether DNS answers are counted.
  var countsDNS: Bool {
    family(.dnsResponses) != nil
  }

  /// The labels that tell whose HTTP answers were counted; nil where none are counted with their status.
  var answererLabels: [String]? {
    family(.httpV2Requests).map { family in
      family.labelNames.filter { Self.answererNames.contains($0) }
    }
  }

  private static let answererNames: Set<String> = [
    "destination", ContextLabel.destinationNamespace.rawValue,
    ContextLabel.destinationWorkload.rawValue, ContextLabel.destinationPod.rawValue,
    ContextLabel.destinationApp.rawValue,
  ]

  private func family(_ rule: FamilyRule) -> HubbleFamily? {
    hubbleMetrics.families.first { $0.rule == rule }
  }
}
