import FlowMetrics
import FlowOutput

/// The .prom file of a run whose state could not be written.
///
/// Nothing that was counted is published: every counter stays as it was. That the run failed is.
struct UncommittedRun {
  private let options: ExportOptions

  init(_ options: ExportOptions) {
    self.options = options
  }

  /// Writes it, where there is one and it can be written: that the state could not be is what the run says.
  func write(_ facts: RunFacts) {
    guard let path = options.paths.textfile else {
      return
    }
    let textfile = Textfile(path, mode: options.paths.textfileMode)
    // What cannot be read now holds counters that must not go back.
    guard let before = try? textfile.old() else {
      return
    }
    let text = UncommittedMetrics(facts).text(
      before: before.bytes, constantLabels: options.metrics.constLabels,
      hubbleMetrics: options.hubble.metrics)
    if let text {
      try? textfile.write(Array(text.utf8))
    }
  }
}
