/// The file of the mixin that has `_config`.
struct MixinConfiguration {
  let settings: MonitoringSettings

  init(_ settings: MonitoringSettings) {
    self.settings = settings
  }

  var text: String {
    """
    // What can be changed: jsonnet -e "(import 'mixin.libsonnet') + { _config+:: { interval: 60 } }"
    {
      _config+:: {
        // Seconds between two runs of flowaudit export.
        interval: \(settings.interval),
        // The label that tells clusters apart; empty where there is one cluster only.
        clusterLabel: \(JsonnetText.quoted(settings.clusterLabel ?? "")),
        // Whether export --hubble-metrics has dns.
        dns: \(settings.countsDNS),
        // The labels of httpV2 that tell who answers, [] where it has none; null where httpV2 is not asked for.
        httpAnswerers: \(answerers),
        // Whether the exporter of Cilium writes all flows, so that none at all is a failure.
        expectsFlows: \(settings.expectsFlows),
        // Alerts that are left out, by their names.
        without: \(list(AlertName.allCases.filter(settings.without.contains).map(\.rawValue))),
        // Labels on every alert.
        labels: \(labels),
        // {alert} stands for the name of an alert, {anchor} for that in small letters.
        runbookURL: \(JsonnetText.quoted(settings.runbookURL)),
        thresholds: {
    \(thresholds)
        },
      },
    }

    """
  }

  private var answerers: String {
    settings.answererLabels.map(list) ?? "null"
  }

  private func list(_ names: [String]) -> String {
    "[\(names.map(JsonnetText.quoted).joined(separator: ", "))]"
  }

  private var labels: String {
    let members = settings.alertLabels.map { label in
      "\(JsonnetText.key(label.name)): \(JsonnetText.quoted(label.value))"
    }
    return members.isEmpty ? "{}" : "{ \(members.joined(separator: ", ")) }"
  }

  private var thresholds: String {
    Threshold.allCases.map { threshold in
      """
            // \(threshold.meaning)
            \(JsonnetText.key(threshold.rawValue)): \(settings.threshold(threshold)),
      """
    }.joined(separator: "\n")
  }
}
