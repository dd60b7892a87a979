/// What a line holds.
enum LineKind {
  case blank
  /// Not exactly one JSON object; the offset in the block of the first byte that is wrong.
  case malformed(at: Int)
  case object
}

/// Reads one line: checks every byte of it and notes where the members of the wrapper and of its flow lie.
///
/// One for a whole run, so that nothing is allocated for a line.
struct LineReader: ~Copyable {
  /// The members of the line's object.
  private(set) var wrapper = Members()
  /// The members of its `flow`; valid only where `hasFlow`.
  private(set) var flow = Members()
  /// The members of a lost_events or node_status object, after `readOther`.
  private(set) var other = Members()
  /// Whether the wrapper's first `flow` is an object.
  private(set) var hasFlow = false

  /// Reads the line that starts at `start` and whose LF is at `end`.
  mutating func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> LineKind {
    wrapper.removeAll()
    hasFlow = false
    let first = JSONText.skipWhiteSpace(bytes, start)
    if first == end {
      return .blank
    }
    guard bytes[first] == Byte.openBrace else {
      return .malformed(at: first)
    }
    let behind = readObject(bytes, first, depth: 1)
    guard behind >= 0 else {
      return .malformed(at: ~behind)
    }
    let rest = JSONText.skipWhiteSpace(bytes, behind)
    return rest == end ? .object : .malformed(at: rest)
  }

  /// Takes the line's own object, already read, for a flow: hubble 0.10 and older wrote them bare.
  mutating func readBareFlow(_ bytes: Span<UInt8>, _ start: Int) {
    hasFlow = true
    ObjectWalk.members(
      bytes, objectAt: JSONText.skipWhiteSpace(bytes, start), into: &flow)
  }

  /// Forgets the line before.
  mutating func removeAll() {
    wrapper.removeAll()
    hasFlow = false
  }

  /// Keeps a member that was found by its colon.
  @inline(__always)
  mutating func takeIndexed(_ field: JSONField, at start: Int, depth: Int, beginsFlow: Bool) {
    if beginsFlow {
      hasFlow = true
      flow.removeAll()
    }
    keep(field, at: start, depth: depth)
  }

  /// Takes the members of the wrapper, known by the line's layout.
  @inline(__always)
  mutating func restoreWrapper(
    _ fields: UInt128, _ places: UnsafePointer<MemberPlace>, _ structure: borrowing LineStructure,
    _ start: Int
  ) {
    unsafe wrapper.restore(fields, places, structure, start)
  }

  /// Takes the members of the flow, known by the line's layout.
  @inline(__always)
  mutating func restoreFlow(
    _ fields: UInt128, _ places: UnsafePointer<MemberPlace>, _ structure: borrowing LineStructure,
    _ start: Int
  ) {
    hasFlow = true
    unsafe flow.restore(fields, places, structure, start)
  }

  /// Finds the members of a line that is known to be one valid object.
  mutating func walkValid(_ bytes: Span<UInt8>, _ start: Int) {
    let object = JSONText.skipWhiteSpace(bytes, start)
    ObjectWalk.members(bytes, objectAt: object, into: &wrapper)
    hasFlow = false
    if let value = wrapper.object(.flow, in: bytes) {
      hasFlow = true
      ObjectWalk.members(bytes, objectAt: value, into: &flow)
    }
  }

  /// Keeps the members of another object of the line, already read.
  mutating func readOther(_ bytes: Span<UInt8>, _ start: Int) {
    ObjectWalk.members(bytes, objectAt: start, into: &other)
  }

  /// Checks the wrapper (depth 1) or the flow (depth 2) and keeps its members.
  private mutating func readObject(_ bytes: Span<UInt8>, _ start: Int, depth: Int) -> Int {
    var position = JSONText.skipWhiteSpace(bytes, start &+ 1)
    if bytes[position] == Byte.closeBrace {
      return position &+ 1
    }
    while true {
      position = readMember(bytes, position, depth: depth)
      guard position >= 0 else {
        return position
      }
      position = JSONText.skipWhiteSpace(bytes, position)
      if bytes[position] == Byte.closeBrace {
        return position &+ 1
      }
      guard bytes[position] == Byte.comma else {
        return ~position
      }
      position = JSONText.skipWhiteSpace(bytes, position &+ 1)
    }
  }

  @inline(__always)
  private mutating func readMember(_ bytes: Span<UInt8>, _ start: Int, depth: Int) -> Int {
    guard bytes[start] == Byte.quote else {
      return ~start
    }
    let endOfKey = JSONText.endOfString(bytes, start)
    guard endOfKey >= 0 else {
      return endOfKey
    }
    let value = JSONText.endOfColon(bytes, endOfKey)
    guard value >= 0 else {
      return value
    }
    let field = KeyTable.fields.field(bytes, quoted: start..<endOfKey)
    let end =
      depth == 1 && field == .flow && opensFlow(bytes, value)
      ? readFlow(bytes, value) : JSONText.endOfValue(bytes, value, depth: depth)
    if let field, end >= 0 {
      keep(field, at: value, depth: depth)
    }
    return end
  }

  private func opensFlow(_ bytes: Span<UInt8>, _ value: Int) -> Bool {
    bytes[value] == Byte.openBrace && !wrapper.hasKey(.flow)
  }

  private mutating func readFlow(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    hasFlow = true
    flow.removeAll()
    return readObject(bytes, start, depth: 2)
  }

  @inline(__always)
  private mutating func keep(_ field: JSONField, at start: Int, depth: Int) {
    if depth == 1 {
      wrapper.insert(field, at: start)
    } else {
      flow.insert(field, at: start)
    }
  }
}
