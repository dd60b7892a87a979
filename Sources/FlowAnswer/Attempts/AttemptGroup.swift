/// Attempts that were dropped and are alike in all but their addresses and source ports, each by the time of its first line.
public struct AttemptGroup: Equatable, Sendable {
  /// Who asked.
  public let source: TracedEnd
  /// Who was asked.
  public let destination: TracedEnd
  /// All labels of the source, sorted, joined by commas; nil where the log has none.
  public let sourceLabels: String?
  /// All labels of the destination.
  public let destinationLabels: String?
  /// The protocol, such as TCP; nil where it was masked.
  public let transport: String?
  /// The destination's port; nil where there is none.
  public let port: UInt16?
  /// The drop reason.
  public let reason: String
  /// The direction in which it was seen; nil where that was masked.
  package let direction: TrafficDirection?
  /// The policies that the log names for it, `KIND/NAMESPACE/NAME`.
  public let deniedBy: [String]
  /// When each attempt was seen first, in order; the first line of an attempt that changed its group may stand in another one.
  public let times: [Timestamp]

  /// A group of its parts.
  package init(
    source: TracedEnd, destination: TracedEnd, sourceLabels: String? = nil,
    destinationLabels: String? = nil, transport: String? = nil, port: UInt16? = nil,
    reason: String, direction: TrafficDirection? = nil, deniedBy: [String] = [],
    times: [Timestamp]
  ) {
    self.source = source
    self.destination = destination
    self.sourceLabels = sourceLabels
    self.destinationLabels = destinationLabels
    self.transport = transport
    self.port = port
    self.reason = reason
    self.direction = direction
    self.deniedBy = deniedBy
    self.times = times
  }
}
