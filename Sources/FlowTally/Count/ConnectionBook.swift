internal import FlowAnswer

/// Requests that were let through, by their ends and the port: the first time of each minute.
struct ConnectionBook: Sendable {
  /// What connections are told apart by.
  static let fields: [GroupField] = [
    .sourceNamespace, .destinationNamespace, .sourceOwner, .destinationOwner, .destinationPort,
  ]

  /// The first time of each minute with a flow, in order.
  private struct Minutes: Counted {
    private(set) var times: [Int64] = []

    /// Notes a time; false where it is the first of a minute that has no room.
    mutating func note(_ time: Int64, hasRoom: Bool) -> (isKept: Bool, isNew: Bool) {
      let minute = floorDivide(time, Self.width)
      var index = times.count
      while index > 0, floorDivide(times[index &- 1], Self.width) > minute {
        index &-= 1
      }
      if index > 0, floorDivide(times[index &- 1], Self.width) == minute {
        times[index &- 1] = min(times[index &- 1], time)
        return (true, false)
      }
      guard hasRoom else {
        return (false, false)
      }
      times.insert(time, at: index)
      return (true, true)
    }

    mutating func add(_ other: Self) {
      for time in other.times {
        _ = note(time, hasRoom: true)
      }
    }

    private static let width: Int64 = 60_000_000_000
  }

  private var connections = BoundedTable(of: Minutes(), maximumCount: 1 << 17)
  /// Minutes of all of them.
  private var minuteCount = 0
  private var lacksMinutes = false
  private static let mostMinutes = 1 << 23

  /// Whether something has found no room: what did depends on the order of the lines.
  var hasOverflowed: Bool {
    connections.hasOverflowed || lacksMinutes
  }

  /// Notes a request.
  @inline(__always)
  mutating func note(_ key: GroupKey, at time: OptionalTime) {
    guard time != .absent else {
      return
    }
    let hasRoom = minuteCount < Self.mostMinutes
    var noted = (isKept: true, isNew: false)
    connections.count(under: key.text) { noted = $0.note(time.nanoseconds, hasRoom: hasRoom) }
    minuteCount &+= noted.isNew ? 1 : 0
    lacksMinutes = lacksMinutes || !noted.isKept
  }

  /// Adds what another book holds.
  mutating func merge(_ other: Self) {
    connections.merge(other.connections)
    minuteCount += other.minuteCount
    lacksMinutes = lacksMinutes || other.lacksMinutes || minuteCount > Self.mostMinutes
  }

  /// The connections in the order of their keys.
  func finish() -> [ForwardedConnections] {
    let order = (0..<connections.count).sorted {
      connections.keys.key(at: $0).lexicographicallyPrecedes(connections.keys.key(at: $1))
    }
    return order.map { index in
      let values = KeyText.values(of: connections.keys.key(at: index))
      return ForwardedConnections(
        source: TracedEnd(namespace: values[0], ownerText: values[2]),
        destination: TracedEnd(namespace: values[1], ownerText: values[3]),
        port: UInt16(values[4]),
        minutes: connections.values[index].times.map { Timestamp(nanoseconds: $0) })
    }
  }
}
