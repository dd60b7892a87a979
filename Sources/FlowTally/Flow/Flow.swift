/// The flow of the line that was read last: offsets into the block, nested objects looked into when first asked for.
///
/// One for a whole run. Every function takes the block that the line lies in; what it gives is an offset or a number, so
/// nothing outlives the block. They are mutating even where they change nothing: a flow that is only lent would be copied,
/// half a kilobyte a call.
struct Flow: ~Copyable {
  var line = LineReader()
  var parts = InlineArray<11, Members> { _ in Members() }
  /// One bit a part: whether it was looked for, and whether it is there.
  var loaded: UInt32 = 0
  var found: UInt32 = 0
  /// The parts whose members the line's layout tells, once they are asked for.
  var awaited: UInt32 = 0
  /// Where a line begins that was indexed.
  var lineStart = 0
  /// Of a line that was indexed: the protocol of `l4`, and where its object begins.
  var protocolField: JSONField?
  var protocolValue = 0
  var isIndexed = false
  /// The event type, once it was asked for: it may be absent.
  var knownEventType: Int64??
  /// The workloads that were read.
  var workloads = KnownValues()
  var workloadTexts = ValueTexts()
  /// For an object that is looked into once.
  var scratch = Members()
  var structure = LineStructure()
  /// The colons of the last line whose members were looked at.
  var askedColons: [UInt16] = []
  var layouts = LineLayouts()
  var known = KnownLayouts()
  /// The layout of a line that was indexed; nil where it has none that is known.
  var layoutNumber: Int?
  /// The parts that are looked into while a line is indexed; the others are when they are asked for.
  var wanted: UInt32 = .max

  /// Reads a line; `LineReader.read` tells what comes back.
  mutating func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> LineKind {
    loaded = 0
    isIndexed = false
    awaited = 0
    layoutNumber = nil
    knownEventType = nil
    return line.read(bytes, start, end)
  }

  /// Takes the line's own object for the flow.
  mutating func readBareFlow(_ bytes: Span<UInt8>, _ start: Int) {
    loaded = 0
    isIndexed = false
    awaited = 0
    layoutNumber = nil
    knownEventType = nil
    line.readBareFlow(bytes, start)
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

  /// The same, where it is a string.
  mutating func string(
    _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>
  ) -> Range<Int>? {
    load(part, bytes) ? parts[part.rawValue].string(field, in: bytes) : nil
  }

  /// The same, where it is a string and not empty.
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

  /// The same, where it is an integer of 32 bits without sign, which all numbers in a flow's parts are.
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
    if loaded & ~awaited & bit == 0 {
      look(into: part, bytes)
    }
    return found & bit != 0
  }

  /// Whether a layout of the lines tells which members a part has, if it is there at all.
  mutating func tells(_ part: FlowPart) -> Bool {
    part.isIn(wanted)
  }

  private mutating func look(into part: FlowPart, _ bytes: Span<UInt8>) {
    let bit = part.bit
    if awaited & bit != 0, let layoutNumber {
      awaited &= ~bit
      loaded |= bit
      known.restore(part, of: layoutNumber, structure, lineStart, &parts[part.rawValue])
    }
    if loaded & bit == 0 {
      loaded |= bit
      found &= ~bit
      if let place = place(of: part, bytes) {
        found |= bit
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
    guard !isIndexed else {
      return protocolField.map { ($0, protocolValue) }
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
