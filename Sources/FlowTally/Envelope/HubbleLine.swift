internal import FlowAnswer

/// Whether an object is a line as Hubble writes it: a wrapper of one of its events, a bare flow, a bare notice of lost events.
///
/// What is one is never searched for others. `is_hubble` in Fixtures/spec/drops_reference.py is the rule.
enum HubbleLine {
  /// Whether text begins as the agent's flows do, `{"flow":{"`, with a key that only flows have or a time in front of one: if that is a
  /// valid object, it is one.
  ///
  /// 16 bytes can be read.
  @inline(__always)
  static func hasHead(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    // The first eight of them, little endian; then `{"`.
    guard Words.load(bytes, start) == 0x3A22_776F_6C66_227B,
      Words.load(bytes, start &+ 8) & 0xFFFF == 0x227B
    else {
      return false
    }
    return beginsFlow(bytes, start + 9)
  }

  /// Whether the first member of the flow in a text that begins as one is a time that can be read: it is the line's own.
  static func beginsWithTime(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    let head: StaticString = "{\"flow\":{\"time\":\""
    let count = head.utf8CodeUnitCount
    // A static string's bytes live as long as the program.
    guard start + count < bytes.count,
      unsafe Words.areEqual(bytes, start, head.utf8Start, count: count),
      let end = endOfWord(bytes, start + count - 1)
    else {
      return false
    }
    return TimestampText.parse(bytes, (start + count - 1)..<end) != nil
  }

  /// Whether members that begin with the quote of a key are surely those of a flow; a time is a wrapper's, too.
  private static func beginsFlow(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    guard let end = endOfWord(bytes, start),
      let field = KeyTable.fields.field(bytes, quoted: start..<end)
    else {
      return false
    }
    guard field == .time, field.bit & JSONField.ofFlow == 0 else {
      return field.bit & JSONField.ofFlow != 0
    }
    guard end + 1 < bytes.count, bytes[end] == Byte.colon, bytes[end + 1] == Byte.quote,
      let behind = endOfWord(bytes, end + 1), behind + 1 < bytes.count,
      bytes[behind] == Byte.comma, bytes[behind + 1] == Byte.quote,
      let next = endOfWord(bytes, behind + 1)
    else {
      return false
    }
    let second = KeyTable.fields.field(bytes, quoted: (behind + 1)..<next)
    return (second?.bit ?? 0) & JSONField.ofFlow != 0
  }

  /// The end of a short string without escapes.
  private static func endOfWord(_ bytes: Span<UInt8>, _ quote: Int) -> Int? {
    var position = quote + 1
    let end = min(quote + 64, bytes.count)
    while position < end, bytes[position] != Byte.quote {
      guard bytes[position] != Byte.backslash else {
        return nil
      }
      position += 1
    }
    return position < end ? position + 1 : nil
  }

  /// Whether an object with these members surely is one.
  static func isOne(_ bytes: Span<UInt8>, _ members: borrowing Members) -> Bool {
    isEvent(bytes, members) || members.isPresent(.numEventsLost, in: bytes)
      || isBareFlow(bytes, members)
  }

  /// Whether an object with these members wraps one of Hubble's events.
  static func isEvent(_ bytes: Span<UInt8>, _ members: borrowing Members) -> Bool {
    if let flow = members.object(.flow, in: bytes), isFlow(bytes, objectAt: flow) {
      return true
    }
    for field in [JSONField.lostEvents, .nodeStatus, .agentEvent, .debugEvent] {
      if let event = members.object(field, in: bytes), !ObjectWalk.isEmptyObject(bytes, event) {
        return true
      }
    }
    return false
  }

  /// Whether an object has a member that only flows have; other products write `flow` objects, too.
  static func isFlow(_ bytes: Span<UInt8>, objectAt start: Int) -> Bool {
    var fields: UInt128 = 0
    eachKey(bytes, objectAt: start) { field in
      fields |= field?.bit ?? 0
      return fields & JSONField.ofFlow == 0
    }
    return isFlow(fields)
  }

  /// Whether an object with these fields is a flow; a time and a node stand on a wrapper, too, that lies in a `flow` of its own.
  @inline(__always)
  static func isFlow(_ fields: UInt128) -> Bool {
    fields & JSONField.ofFlow != 0
      || fields & JSONField.ofBoth != 0 && fields & JSONField.flow.bit == 0
  }

  /// Calls `body` for each key of a valid object, nil for one that is not known, as long as it wants more.
  private static func eachKey(
    _ bytes: Span<UInt8>, objectAt start: Int, _ body: (JSONField?) -> Bool
  ) {
    var position = JSONText.skipWhiteSpace(bytes, start + 1)
    while bytes[position] == Byte.quote {
      let endOfKey = ValidText.endOfString(bytes, position)
      guard body(KeyTable.fields.field(bytes, quoted: position..<endOfKey)) else {
        return
      }
      let value = ValidText.valueStart(bytes, endOfKey: endOfKey)
      position = ObjectWalk.nextItem(bytes, ValidText.endOfValue(bytes, value))
    }
  }

  /// Whether an object with these members is a flow of hubble 0.10 and older: it has a verdict, and one of a flow's objects.
  ///
  /// A verdict alone may be a label beside a line.
  static func isBareFlow(_ bytes: Span<UInt8>, _ members: borrowing Members) -> Bool {
    guard hasVerdict(bytes, members) else {
      return false
    }
    for field in [JSONField.ip, .source, .destination, .l4, .eventType, .ethernet, .l7, .aggregate]
    where members.object(field, in: bytes) != nil {
      return true
    }
    return false
  }

  /// Whether the object of a line, in which nothing was found, is a flow all the same: an empty one, or one of which hardly more
  /// than a verdict is left, that Cilium has, and nothing that it has not.
  static func isPoorFlow(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ members: borrowing Members
  ) -> Bool {
    if let flow = members.object(.flow, in: bytes) {
      return ObjectWalk.isEmptyObject(bytes, flow)
    }
    guard hasVerdict(bytes, members), let verdict = members.value(.verdict, in: bytes) else {
      return false
    }
    var isKnown = bytes[verdict.lowerBound] != Byte.quote || Verdict.named(bytes, verdict) != nil
    eachKey(bytes, objectAt: JSONText.skipWhiteSpace(bytes, line.lowerBound)) { field in
      isKnown = isKnown && (field?.bit ?? 0) & (JSONField.ofFlow | JSONField.ofBoth) != 0
      return isKnown
    }
    return isKnown
  }

  private static func hasVerdict(_ bytes: Span<UInt8>, _ members: borrowing Members) -> Bool {
    guard let verdict = members.value(.verdict, in: bytes) else {
      return false
    }
    return bytes[verdict.lowerBound] == Byte.quote || EnumText(bytes, verdict) != nil
  }
}
