/// Whether an object is a line as Hubble writes it: a wrapper of one of its events, a bare flow, a bare notice of lost events.
///
/// What is one is never searched for others.
enum HubbleLine {
  /// Whether text begins as the agent's flows do, `{"flow":{`: if that is a valid object, it is one.
  ///
  /// 9 bytes can be read.
  @inline(__always)
  static func hasHead(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    // The first eight of them, little endian.
    Words.load(bytes, start) == 0x3A22_776F_6C66_227B && bytes[start &+ 8] == Byte.openBrace
  }

  /// Whether the valid object at `start` is one; `members` is room to look at it.
  static func isOne(_ bytes: Span<UInt8>, _ start: Int, _ members: inout Members) -> Bool {
    ObjectWalk.members(bytes, objectAt: start, into: &members)
    return isOne(bytes, members)
  }

  /// Whether an object with these members is one.
  static func isOne(_ bytes: Span<UInt8>, _ members: borrowing Members) -> Bool {
    if isEvent(bytes, members) || members.isPresent(.numEventsLost, in: bytes) {
      return true
    }
    guard let verdict = members.value(.verdict, in: bytes) else {
      return false
    }
    return bytes[verdict.lowerBound] == Byte.quote || EnumText(bytes, verdict) != nil
  }

  /// Whether an object with these members wraps one of Hubble's events.
  static func isEvent(_ bytes: Span<UInt8>, _ members: borrowing Members) -> Bool {
    for field in [JSONField.flow, .lostEvents, .nodeStatus, .agentEvent, .debugEvent]
    where members.object(field, in: bytes) != nil {
      return true
    }
    return false
  }
}
