public import FlowManifest

/// `flowaudit rules`: recording rules and alerts.
public struct AlertRules: Sendable, Equatable {
  /// How they are written.
  public enum Format: String, CaseIterable, Sendable {
    /// A rules file of Prometheus.
    case rules
    /// The object of prometheus-operator that holds one.
    case prometheusrule
  }

  private let settings: MonitoringSettings

  /// The rules for some settings.
  public init(_ settings: MonitoringSettings) {
    self.settings = settings
  }

  /// The rules as a value.
  public func value(_ format: Format) -> ManifestValue {
    let groups = [RulesTemplate.recordings, RulesTemplate.alerts].flatMap { template in
      switch template.resolved(settings) {
      case .array(let groups): groups
      case .null, .bool, .number, .string, .object: [ManifestValue]()
      }
    }
    let file = ManifestValue.object([ManifestMember("groups", .array(groups))])
    return switch format {
    case .rules: file
    case .prometheusrule:
      KubernetesObject.value(
        "monitoring.coreos.com/v1", "PrometheusRule", settings, labels: [], ("spec", file))
    }
  }

  /// The rules as YAML.
  public func text(_ format: Format) -> String {
    YAMLText.of(value(format))
  }
}
