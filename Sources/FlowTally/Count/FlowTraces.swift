internal import FlowAnswer

/// What is followed over time of lines that are no drops: requests that were let through, and agents' policies.
struct FlowTraces: Sendable {
  var connections = ConnectionBook()
  var policyEvents = PolicyEventBook()

  /// Whether something has found no room: what did depends on the order of the lines.
  var hasOverflowed: Bool {
    connections.hasOverflowed || policyEvents.hasOverflowed
  }

  /// Adds what others have followed.
  mutating func merge(_ other: Self) {
    connections.merge(other.connections)
    policyEvents.merge(other.policyEvents)
  }
}

extension BlockCounter {
  /// Where the values stand that connections are told apart by.
  private static let sources = ConnectionBook.fields.map { GroupSource($0) }
  /// Ports that systems take for clients, at the least.
  private static let firstEphemeral: UInt64 = 32_768

  /// Notes a flow that was let through, where it is a request.
  mutating func trace(_ bytes: Span<UInt8>) {
    switch reader.facts.verdict {
    case .known(.forwarded), .known(.redirected): break
    case .known, .unknownName, .unknownNumber: return
    }
    switch FlowMatching.truth(reader.flow.line.flow.value(.isReply, in: bytes), bytes) {
    case true?: return
    case nil where looksLikeReply(bytes): return
    case false?, nil: break
    }
    reader.key.removeAll()
    if !knownRequests.appendConnection(&reader.flow, bytes, to: &reader.key) {
      reader.readKey(Self.sources, bytes)
      knownRequests.keep(reader.key)
    }
    counts.traces?.connections.note(reader.key, at: reader.facts.time)
  }

  /// Whether it goes to a port of clients from one that is none: of a flow that does not say what it is.
  private mutating func looksLikeReply(_ bytes: Span<UInt8>) -> Bool {
    (reader.flow.number(.destinationPort, of: .ports, bytes) ?? 0) >= Self.firstEphemeral
      && (reader.flow.number(.sourcePort, of: .ports, bytes) ?? .max) < Self.firstEphemeral
  }

  /// Notes what an agent's event says of a policy.
  mutating func tracePolicy(_ bytes: Span<UInt8>) {
    let time = reader.eventTime(bytes)
    if rules.range.contains(time), let event = reader.flow.policyEvent(bytes, at: time) {
      counts.traces?.policyEvents.note(event)
    }
  }

  /// What was followed of lines that are no drops, and which time the flows speak of.
  var traces: (traces: FlowTraces, observed: ObservedTime) {
    let coverage = counts.coverage
    return (
      counts.traces ?? FlowTraces(),
      coverage.timesInRange.observed(from: coverage.readOldest, to: coverage.readNewest)
    )
  }
}

extension Timelines {
  /// The timelines of what books hold.
  init(_ attempts: AttemptBook, _ others: (traces: FlowTraces, observed: ObservedTime)) {
    let found = attempts.finish()
    self.init(
      groups: found.groups, sampling: found.sampling,
      attemptsWithoutGroup: attempts.attemptsWithoutGroup,
      forwarded: others.traces.connections.finish(),
      isForwardedFull: others.traces.connections.hasOverflowed,
      policyEvents: others.traces.policyEvents.finish(),
      arePolicyEventsFull: others.traces.policyEvents.hasOverflowed, observed: others.observed)
  }
}
