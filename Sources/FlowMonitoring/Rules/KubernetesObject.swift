import FlowManifest

/// The object that holds rules or a dashboard.
enum KubernetesObject {
  /// An object named flowaudit, with the labels of `--set-label` and some of its own.
  static func value(
    _ version: String, _ kind: String, _ settings: MonitoringSettings,
    labels own: [(String, String)], _ content: (String, ManifestValue)
  ) -> ManifestValue {
    let set = settings.labels.map { ($0.name, $0.value) }
    let labels = [("app.kubernetes.io/name", "flowaudit")] + own + set
    let kept = labels.enumerated().filter { index, label in
      !labels[(index + 1)...].contains { $0.0 == label.0 }
    }
    let metadata: [ManifestMember] = [
      ManifestMember("name", .string("flowaudit")),
      ManifestMember(
        "labels", .object(kept.map { ManifestMember($0.element.0, .string($0.element.1)) })),
    ]
    return .object([
      ManifestMember("apiVersion", .string(version)), ManifestMember("kind", .string(kind)),
      ManifestMember("metadata", .object(metadata)), ManifestMember(content.0, content.1),
    ])
  }
}
