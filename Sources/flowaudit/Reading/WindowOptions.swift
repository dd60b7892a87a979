import FlowAnswer

/// A stretch of time that matters: what a run over a pipe reaches back, what follows on a change.
struct WindowOptions: OptionGroup {
  /// Above 0.
  var window: Nanoseconds?
}
