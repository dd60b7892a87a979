/// Where events are lost; a log may name others.
///
/// Source: enum LostEventSource of Cilium's flow.proto; the raw value is its number.
public enum LostEventSource: UInt8, CaseIterable, Sendable {
  case unknown = 0
  case perfEventRingBuffer = 1
  case observerEventsQueue = 2
  case hubbleRingBuffer = 3

  /// The name in the log.
  public var name: String {
    "\(staticName)"
  }

  /// The name as a fixed text.
  @inlinable
  package var staticName: StaticString {
    switch self {
    case .unknown: "UNKNOWN_LOST_EVENT_SOURCE"
    case .perfEventRingBuffer: "PERF_EVENT_RING_BUFFER"
    case .observerEventsQueue: "OBSERVER_EVENTS_QUEUE"
    case .hubbleRingBuffer: "HUBBLE_RING_BUFFER"
    }
  }
}
