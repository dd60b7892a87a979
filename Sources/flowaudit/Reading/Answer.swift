import FlowAnswer

/// What a run has read, to be written.
struct Answer {
  let summary: Summary
  let outcome: Outcome
  /// When the run began.
  let start: Timestamp
  /// That moment on the clock that only goes forward, in nanoseconds.
  let startOfClock: UInt64
}
