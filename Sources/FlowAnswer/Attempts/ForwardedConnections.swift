/// Requests that were let through from one end to a port of another.
public struct ForwardedConnections: Equatable, Sendable {
  /// Who asked.
  public let source: TracedEnd
  /// Who answered.
  public let destination: TracedEnd
  /// The destination's port; nil where there is none.
  public let port: UInt16?
  /// The first time of each minute in which there was one, in order.
  public let minutes: [Timestamp]

  /// Connections of their parts.
  public init(source: TracedEnd, destination: TracedEnd, port: UInt16?, minutes: [Timestamp]) {
    self.source = source
    self.destination = destination
    self.port = port
    self.minutes = minutes
  }
}
