public import FlowManifest

/// `flowaudit dashboard`: the dashboard for Grafana.
public struct Dashboard: Sendable, Equatable {
  /// How it is written.
  public enum Format: String, CaseIterable, Sendable {
    /// What Grafana imports.
    case json
    /// The object that Grafana's sidecar looks for.
    case configmap
  }

  /// The name of its file.
  static let fileName = "\(DashboardTemplate.uid).json"

  private let settings: MonitoringSettings

  /// The dashboard for some settings.
  public init(_ settings: MonitoringSettings) {
    self.settings = settings
  }

  /// The dashboard as a value.
  public var value: ManifestValue {
    DashboardTemplate.dashboard.resolved(settings)
  }

  /// The dashboard as text.
  public func text(_ format: Format) -> String {
    switch format {
    case .json: JSONText.of(value)
    case .configmap:
      YAMLText.of(
        KubernetesObject.value(
          "v1", "ConfigMap", settings, labels: [("grafana_dashboard", "1")],
          (
            "data", .object([ManifestMember(Self.fileName, .string(JSONText.of(value)))])
          )))
    }
  }
}
