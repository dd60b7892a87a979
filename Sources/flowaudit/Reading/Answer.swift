import FlowAnswer
import FlowTally

/// What a run has read, to be written.
struct Answer {
  let summary: Summary
  let outcome: Outcome
  /// The moments that `--since` and `--until` meant.
  let range: TimeRange
  /// Why nothing was counted, a part of a sentence; nil where something was.
  let zeroReason: String?
  /// When the run began.
  let start: Timestamp
  /// That moment on the clock that only goes forward, in nanoseconds.
  let startOfClock: UInt64
}
