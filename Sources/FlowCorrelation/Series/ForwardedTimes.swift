import FlowAnswer

/// When clients were let through to a server's port.
struct ForwardedTimes: Sendable {
  private struct Key: Hashable {
    let source: String
    let destination: String
    let link: DropGroup.Link
  }

  private var minutes: [Key: EventTimes] = [:]

  init(_ connections: [ForwardedConnections], _ log: LogTime) {
    var times: [Key: [Double]] = [:]
    for connection in connections {
      let key = Key(
        source: connection.source.namespace, destination: connection.destination.namespace,
        link: DropGroup.Link(
          client: connection.source.workload, server: connection.destination.workload,
          port: connection.port))
      times[key, default: []] += connection.minutes.map(log.seconds)
    }
    minutes = times.mapValues { EventTimes($0.sorted()) }
  }

  /// Whether any was let through at all.
  var isEmpty: Bool {
    minutes.isEmpty
  }

  /// The first time of each minute, or pod of it, in which a link's client was let through.
  func times(of link: DropGroup) -> EventTimes {
    guard let own = link.link else {
      return EventTimes([])
    }
    let key = Key(source: link.pair.source, destination: link.pair.destination, link: own)
    return minutes[key] ?? EventTimes([])
  }
}
