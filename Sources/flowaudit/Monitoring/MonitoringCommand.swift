import FlowAnswer
import FlowMonitoring

/// A command that writes how Prometheus is to watch what `export` writes.
protocol MonitoringCommand: Command {
  var monitoring: MonitoringOptions { get set }
  var pace: IntervalOptions { get set }
  var hubble: HubbleMetricsOptions { get set }
}

extension MonitoringCommand {
  /// The groups of options that these commands have.
  static var monitoringGroups: [OptionTarget<Self>] {
    [OptionTarget(\.monitoring), OptionTarget(\.pace), OptionTarget(\.hubble)]
  }

  /// How they can end.
  static var exitStatuses: [ExitStatus: String] {
    ExitStatus.meanings(
      of: [.done, .usage, .outputFailed],
      but: [.done: "done", .outputFailed: "the output could not be written"])
  }

  /// What was asked for, as one value.
  func settings() throws(UsageError) -> MonitoringSettings {
    var settings = monitoring.settings
    settings.hubbleMetrics = hubble.metrics
    guard let interval = pace.interval else {
      return settings
    }
    let seconds = Int(interval.count / 1_000_000_000)
    guard interval == .seconds(Int64(seconds)), MonitoringSettings.intervals.contains(seconds)
    else {
      throw Self.refusal(
        "--interval has to be whole seconds, from 1s to 6h: how often export writes, like 5m")
    }
    settings.interval = seconds
    return settings
  }
}
