/// What became of a line.
public enum LineResult: String, CaseIterable, Sendable {
  /// A flow, wrapped or bare.
  case flow
  /// A notice of lost events.
  case lostEvents = "lost_events"
  /// Another JSON object: node_status, agent_event, debug_event, wrappers not known.
  case other
  /// Not exactly one JSON object.
  case malformed
  /// Only spaces, tabs and CR.
  case blank
  /// Longer than the limit; skipped.
  case oversize
}
