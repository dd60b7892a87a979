/// One thing that is wrong, and what was seen of it.
public struct WiringFinding: Sendable, Equatable {
  /// What it is.
  public let code: WiringCode
  /// Which component, key or Prometheus, from files of anybody, unescaped; empty where it is all of them.
  public let what: String
  /// What was seen; texts of it are as hostile.
  let evidence: WiringEvidence

  init(_ code: WiringCode, _ what: String = "", _ evidence: WiringEvidence = WiringEvidence()) {
    self.code = code
    self.what = what
    self.evidence = evidence
  }

  init(_ code: WiringCode, _ component: WiringComponent, _ evidence: WiringEvidence = .init()) {
    self.init(code, component.rawValue, evidence)
  }

  /// The component that it is about; nil where it is about something else.
  public var component: WiringComponent? {
    switch code {
    case .keyIgnored, .valueRefused, .selectsNothing: nil
    case .helmFails, .applyFails, .hubbleOff, .noHubbleMetrics, .metricsOff, .monitorOff,
      .monitorMissing, .noPrometheus, .namespaceNotSelected, .labelsNotSelected,
      .timeoutOverInterval, .noService, .noPort, .metricsDropped, .scrapedTwice:
      WiringComponent(rawValue: what)
    }
  }

  /// By code, then by what: the order of answers for programs.
  static func stands(_ left: Self, before right: Self) -> Bool {
    left.code == right.code
      ? left.what.utf8.lexicographicallyPrecedes(right.what.utf8)
      : left.code.rawValue < right.code.rawValue
  }
}

/// What was seen of a broken link: enough to name the object and what to set.
struct WiringEvidence: Sendable, Equatable {
  /// The ServiceMonitor that is meant.
  var monitor: NamespacedName?
  /// The Prometheus that does not take it.
  var prometheus: NamespacedName?
  /// Whether that is a PrometheusAgent.
  var isAgent = false
  /// Another object: a Service, a second monitor.
  var other: NamespacedName?
  /// Labels that have to be there.
  var labels: [LabelWish] = []
  /// What stands there, in words.
  var found = ""
  /// What has to stand there.
  var wanted = ""
}

/// An object's name in its namespace.
struct NamespacedName: Sendable, Equatable {
  let namespace: String
  let name: String

  var text: String {
    "\(namespace)/\(name)"
  }
}
