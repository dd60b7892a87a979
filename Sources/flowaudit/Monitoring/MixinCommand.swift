import FlowMonitoring
import FlowOutput

extension CommandName {
  static let mixin = Self(rawValue: "mixin")
}

/// `flowaudit mixin`: rules and dashboard as a jsonnet library.
struct MixinCommand: MonitoringCommand {
  static let groups = monitoringGroups

  static let text = CommandText(
    name: .mixin,
    summary: "rules and dashboard as a jsonnet library",
    usageWords: "[OPTION...] DIRECTORY",
    explanation:
      "Writes a monitoring mixin to a directory: mixin.libsonnet has prometheusRules, prometheusAlerts and grafanaDashboards, and _config what the "
      + "options say here. Files of those names are replaced.",
    operands: .nothing,
    exitStatuses: exitStatuses,
    examples: [
      CommandExample(
        "flowaudit mixin vendor/flowaudit --cluster-label cluster",
        "beside other mixins, with a label that tells clusters apart")
    ])

  var monitoring = MonitoringOptions()
  var pace = IntervalOptions()
  var hubble = HubbleMetricsOptions()
  private var directory = ""
  private var mixin = Mixin(MonitoringSettings())

  init() {}

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    guard let directory = try Self.onlyWord(words) else {
      throw Self.refusal("mixin needs a directory to write to: name one")
    }
    let settings = try settings()
    if let label = settings.objectLabels.first {
      throw Self.refusal(
        "--set-label \(label.name): no name that Prometheus takes for a label, and a mixin has no object"
      )
    }
    self.directory = directory
    mixin = Mixin(settings)
  }

  func run(in host: Host) -> ExitStatus {
    do throws(OutputError) {
      for file in mixin.files {
        let target = AtomicFile("\(directory)/\(file.name)")
        try target.makeDirectory()
        try target.write(Array(file.text.utf8))
      }
    } catch {
      host.diagnostics.error("\(error)")
      return .outputFailed
    }
    return .done
  }
}
