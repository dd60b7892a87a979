/// The flow of the line that was read last: offsets into the block, nested objects looked into when first asked for.
///
/// One for a whole run. Every function takes the block that the line lies in; what it gives is an offset or a number, so
/// nothing outlives the block. They are mutating even where they change nothing: a flow that is only lent would be copied,
/// half a kilobyte a call.
struct Flow: ~Copyable {
  /// The members of the line's own objects, and whether it has a flow.
  var line = LineReader()
  /// The members of the flow's nested objects, where `state` says that they were looked at.
  var parts = InlineArray<11, Members> { _ in Members() }
  /// What else is known of the line.
  var state = LineState()
  /// The members of the object that was opened last.
  private(set) var opened = Members()
  /// Where the line's colons and brackets are, if it was indexed.
  var structure = LineStructure()
  /// What was learned from the lines so far.
  var learned = LearnedFlows()
  /// The parts that are looked into while a line is indexed; the others are when they are asked for.
  private let wanted: UInt32

  /// A flow whose lines are asked for these parts most of the time.
  init(wanted: UInt32 = .max) {
    self.wanted = wanted
  }

  /// Reads a line; `LineReader.read` tells what comes back.
  mutating func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> LineKind {
    state = LineState()
    return line.read(bytes, start, end)
  }

  /// Takes the line's own object for the flow.
  mutating func readBareFlow(_ bytes: Span<UInt8>, _ start: Int) {
    state = LineState()
    line.readBareFlow(bytes, start)
  }

  /// Looks into an object of the line; `opened` has its members until another one is opened.
  mutating func open(objectAt place: Int, _ bytes: Span<UInt8>) {
    ObjectWalk.members(bytes, objectAt: place, into: &opened)
  }

  /// The value of a member of a nested object, if it is no container; nil where it, or the object, is absent or null.
  mutating func value(
    _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>
  ) -> Range<Int>? {
    load(part, bytes) ? parts[part.rawValue].value(field, in: bytes) : nil
  }

  /// Whether a nested object has a member that is not null.
  mutating func isPresent(_ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>) -> Bool {
    load(part, bytes) && parts[part.rawValue].isPresent(field, in: bytes)
  }

  /// The value of a nested object's member where it is a string, with its quotes.
  mutating func string(
    _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>
  ) -> Range<Int>? {
    load(part, bytes) ? parts[part.rawValue].string(field, in: bytes) : nil
  }

  /// The value of a nested object's member where it is a string that is not empty, with its quotes.
  mutating func text(_ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>) -> Range<Int>? {
    string(field, of: part, bytes).flatMap { $0.count > 2 ? $0 : nil }
  }

  /// Where the value of a member that is not null begins.
  @inline(__always)
  mutating func startOfValue(_ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>) -> Int? {
    load(part, bytes) ? parts[part.rawValue].start(field, in: bytes) : nil
  }

  /// Where it begins, if it is a string.
  @inline(__always)
  mutating func startOfString(
    _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>
  ) -> Int? {
    load(part, bytes) ? parts[part.rawValue].startOfString(field, in: bytes) : nil
  }

  /// Where it begins, if it is a string that is not empty.
  @inline(__always)
  mutating func startOfText(
    _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>
  ) -> Int? {
    load(part, bytes) ? parts[part.rawValue].startOfText(field, in: bytes) : nil
  }

  /// Where it begins, if it is an array.
  mutating func array(
    _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>
  ) -> Int? {
    load(part, bytes) ? parts[part.rawValue].array(field, in: bytes) : nil
  }

  /// Where it begins, if it is an object.
  mutating func object(
    _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>
  ) -> Int? {
    load(part, bytes) ? parts[part.rawValue].object(field, in: bytes) : nil
  }

  /// The value of a nested object's member where it is an integer of 32 bits without sign, which all numbers in a flow's parts are.
  mutating func number(_ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>) -> UInt64? {
    guard let start = startOfValue(field, of: part, bytes) else {
      return nil
    }
    if let number = IntegerText.short(bytes, start) {
      return number
    }
    guard let range = parts[part.rawValue].value(field, in: bytes),
      let number = IntegerText.unsigned(bytes, range), number <= UInt64(UInt32.max)
    else {
      return nil
    }
    return number
  }

  /// Looks into a nested object once a line; false where there is none.
  @inline(__always)
  private mutating func load(_ part: FlowPart, _ bytes: Span<UInt8>) -> Bool {
    let bit = part.bit
    if state.loaded & ~state.awaited & bit == 0 {
      look(into: part, bytes)
    }
    return state.found & bit != 0
  }

  /// The number of the line's layout, where that tells which members of these parts there are; else nil.
  mutating func layoutNumber(telling parts: UInt32) -> Int? {
    parts & ~wanted == 0 ? state.layoutNumber : nil
  }

  /// Whether the part is one that lines are asked for most of the time.
  @inline(__always)
  func isWanted(_ part: FlowPart) -> Bool {
    part.isIn(wanted)
  }

  /// All parts that are.
  @inline(__always)
  var wantedParts: UInt32 {
    wanted
  }

  private mutating func look(into part: FlowPart, _ bytes: Span<UInt8>) {
    let bit = part.bit
    if state.awaited & bit != 0, let layout = state.layoutNumber {
      state.awaited &= ~bit
      state.loaded |= bit
      learned.members.restore(part, of: layout, structure, state.lineStart, &parts[part.rawValue])
    }
    if state.loaded & bit == 0 {
      state.loaded |= bit
      state.found &= ~bit
      if let place = place(of: part, bytes) {
        state.found |= bit
        ObjectWalk.members(bytes, objectAt: place, into: &parts[part.rawValue])
      }
    }
  }

  private mutating func place(of part: FlowPart, _ bytes: Span<UInt8>) -> Int? {
    switch part {
    case .source: line.flow.object(.source, in: bytes)
    case .destination: line.flow.object(.destination, in: bytes)
    case .ip: line.flow.object(.ip, in: bytes)
    case .ports: protocolMember(bytes)?.value
    case .eventType: line.flow.object(.eventType, in: bytes)
    case .l7: line.flow.object(.l7, in: bytes)
    case .http: object(.http, of: .l7, bytes)
    case .dns: object(.dns, of: .l7, bytes)
    case .sourceService: line.flow.object(.sourceService, in: bytes)
    case .destinationService: line.flow.object(.destinationService, in: bytes)
    case .aggregate: line.flow.object(.aggregate, in: bytes)
    }
  }

  /// The `l4` member that there is: its name is the protocol, its object holds ports or type and code.
  mutating func protocolMember(_ bytes: Span<UInt8>) -> (field: JSONField, value: Int)? {
    guard !state.isIndexed else {
      return state.protocolField.map { ($0, state.protocolValue) }
    }
    guard let place = line.flow.object(.l4, in: bytes) else {
      return nil
    }
    var seen: UInt128 = 0
    return ObjectWalk.firstMember(bytes, objectAt: place) { field, value in
      let bit = UInt128(1) &<< UInt128(field.rawValue)
      let isFirst = seen & bit == 0
      seen |= bit
      return isFirst && field.isProtocol && bytes[value] == Byte.openBrace
    }
  }
}
