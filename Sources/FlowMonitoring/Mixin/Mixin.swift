import FlowManifest

/// `flowaudit mixin`: rules and dashboard as a jsonnet library, whose `_config` has the settings.
public struct Mixin: Sendable, Equatable {
  /// A file of the library.
  public struct File: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// What it says.
    public let text: String
  }

  private let settings: MonitoringSettings

  /// The library whose `_config` has these settings to begin with.
  public init(_ settings: MonitoringSettings) {
    self.settings = settings
  }

  /// All files.
  public var files: [File] {
    [
      File(name: "mixin.libsonnet", text: Self.entry),
      File(name: "config.libsonnet", text: MixinConfiguration(settings).text),
      File(name: "text.libsonnet", text: MixinText.text),
      File(
        name: "rules.libsonnet",
        text: Self.file("The recording rules.", ["groups": RulesTemplate.recordings])),
      File(
        name: "alerts.libsonnet", text: Self.file("The alerts.", ["groups": RulesTemplate.alerts])),
      File(
        name: "dashboards.libsonnet",
        text: Self.file(
          "The dashboards, by the names of their files.",
          .object([Template.Member(Dashboard.fileName, DashboardTemplate.dashboard)]))),
    ]
  }

  private static let entry = """
    // Alerts and dashboard of flowaudit. Written by flowaudit mixin: change _config, not these files.
    (import 'config.libsonnet') + {
      local config = $._config,
      local text = (import 'text.libsonnet')(config),

      prometheusRules+:: (import 'rules.libsonnet')(config, text),
      prometheusAlerts+:: (import 'alerts.libsonnet')(config, text),
      grafanaDashboards+:: (import 'dashboards.libsonnet')(config, text),
    }

    """

  private static func file(_ title: String, _ template: Template) -> String {
    let body = JsonnetText.of(template, indent: 2)
    var head = "// \(title)\nfunction(config, text)\n"
    if body.contains("keeps('") {
      head += "  local keeps(alert) = !std.member(config.without, alert);\n"
    }
    if body.contains("present([") {
      head += "  local present(elements) = [element for element in elements if element != null];\n"
    }
    return head + "  \(body)\n"
  }
}
