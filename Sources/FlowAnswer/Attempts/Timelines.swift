/// What a log tells over time: attempts that were dropped, requests that were let through, what agents did to policies.
public struct Timelines: Sendable {
  /// The dropped attempts, in an order that depends on the groups alone.
  public var groups: [AttemptGroup]
  /// One of so many attempts was kept, chosen by its addresses and ports: 1 for all.
  public var sampling: UInt64
  /// Attempts that found no room in a group.
  public var attemptsWithoutGroup: UInt64
  /// The requests that were let through, in an order of their own.
  public var forwarded: [ForwardedConnections]
  /// Whether some of these found no room.
  public var isForwardedFull: Bool
  /// What agents did to policies, by time.
  public var policyEvents: [PolicyEvent]
  /// Whether some of these found no room.
  public var arePolicyEventsFull: Bool
  /// Which time the log speaks of.
  public var observed: ObservedTime

  /// Timelines of their parts.
  public init(
    groups: [AttemptGroup] = [], sampling: UInt64 = 1, attemptsWithoutGroup: UInt64 = 0,
    forwarded: [ForwardedConnections] = [], isForwardedFull: Bool = false,
    policyEvents: [PolicyEvent] = [], arePolicyEventsFull: Bool = false, observed: ObservedTime
  ) {
    self.groups = groups
    self.sampling = sampling
    self.attemptsWithoutGroup = attemptsWithoutGroup
    self.forwarded = forwarded
    self.isForwardedFull = isForwardedFull
    self.policyEvents = policyEvents
    self.arePolicyEventsFull = arePolicyEventsFull
    self.observed = observed
  }
}
