/// The names of members that make an object a line of Hubble's: such a line is never gone into.
enum HubbleName {
  private static let names = [
    "flow", "lost_events", "lostEvents", "node_status", "nodeStatus", "agent_event", "agentEvent",
    "debug_event", "debugEvent", "verdict", "num_events_lost", "numEventsLost",
  ].map { Array("\"\($0)\"".utf8) }

  static func isOne(_ bytes: borrowing MutableSpan<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count < 24 else {
      return false
    }
    for name in names where name.count == range.count {
      var index = 0
      while index < name.count && bytes[range.lowerBound + index] == name[index] {
        index += 1
      }
      if index == name.count {
        return true
      }
    }
    return false
  }
}
