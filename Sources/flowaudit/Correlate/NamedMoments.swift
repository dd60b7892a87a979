import FlowAnswer
import FlowCorrelation

extension ChangeFiles {
  /// Adds a moment that somebody named.
  mutating func add(_ moment: CorrelateOptions.Moment, at time: Timestamp) {
    var change = Change(tool: .at, application: moment.text, started: time, finished: time)
    if let namespace = moment.namespace {
      change.namespaces = [namespace]
    } else {
      change.isClusterWide = true
    }
    changes.append(change)
  }
}
