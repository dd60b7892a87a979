internal import CKernels

/// Lines known to be valid: their members are found by their colons, without a walk.
extension Flow {
  /// Reads a line that is one valid JSON object; `outside` has a bit for each byte of the block that is outside strings.
  mutating func readValid(
    _ bytes: Span<UInt8>, outside: Span<UInt64>, _ start: Int, _ end: Int, mayHaveBackslash: Bool,
    _ kernels: KernelSet
  ) {
    state = LineState()
    structure.hasBackslash = mayHaveBackslash
    if !readIndexed(bytes, outside: outside, start, end, kernels) {
      line.walkValid(bytes, start)
    }
  }

  /// False where the line has no structure that can be listed.
  private mutating func readIndexed(
    _ bytes: Span<UInt8>, outside: Span<UInt64>, _ start: Int, _ end: Int, _ kernels: KernelSet
  ) -> Bool {
    guard kernels.findStructure(bytes, outside: outside, start, end, into: &structure) else {
      return false
    }
    line.removeAll()
    state.lineStart = start
    state.loaded = wantedParts
    state.isIndexed = true
    if let number = learned.layouts.number(of: structure, bytes, start, kernels) {
      state.layoutNumber = number
      restore(number, start)
    } else {
      readMembers(bytes, start)
      learnLayout(bytes, start)
    }
    return true
  }

  /// Looks at the members one by one.
  private mutating func readMembers(_ bytes: Span<UInt8>, _ start: Int) {
    learned.askedColons.removeAll(keepingCapacity: true)
    let keys = KeyTails.fields
    var cursor = IndexCursor()
    var depth: UInt32 = 0
    for index in 0..<structure.count {
      switch structure.byte(index) {
      case Byte.openBrace, Byte.openBracket: depth &+= 1
      case Byte.closeBrace, Byte.closeBracket: depth &-= 1
      default:
        guard cursor.asks(at: depth) else {
          continue
        }
        learned.askedColons.append(UInt16(index))
        let colon = start &+ structure.offset(index)
        var field = keys.field(bytes, endingAt: colon &- 1)
        if structure.hasBackslash {
          field = escapedField(bytes, colon, start, field)
        }
        if let field {
          take(field, Self.value(bytes, behind: colon), bytes, depth: depth, &cursor)
        } else {
          cursor.passUnknown(depth: depth)
        }
      }
    }
  }

  /// The first byte of the value behind a colon.
  @inline(__always)
  private static func value(_ bytes: Span<UInt8>, behind colon: Int) -> Int {
    bytes[colon &+ 1] > Byte.space ? colon &+ 1 : JSONText.skipWhiteSpace(bytes, colon &+ 1)
  }

  /// On a line with backslashes, a key that was not found may have some, and one that was may begin at an escaped quote.
  private func escapedField(
    _ bytes: Span<UInt8>, _ colon: Int, _ start: Int, _ found: JSONField?
  ) -> JSONField? {
    if let found {
      let quote = colon - 2 - found.nameByteCount(in: bytes, endingAt: colon - 1)
      if quote > start && bytes[quote - 1] != Byte.backslash {
        return found
      }
    }
    return KeyTable.fields.field(bytes, endingAt: colon, notBefore: start)
  }

  private mutating func take(
    _ field: JSONField, _ value: Int, _ bytes: Span<UInt8>, depth: UInt32,
    _ cursor: inout IndexCursor
  ) {
    let opensObject = bytes[value] == Byte.openBrace
    switch depth {
    case 1:
      cursor = IndexCursor()
      cursor.isInFlow = field == .flow && opensObject && !line.wrapper.hasKey(.flow)
      line.takeIndexed(field, at: value, depth: 1, beginsFlow: cursor.isInFlow)
    case 2 where cursor.isInFlow:
      cursor.part = opensObject && !line.flow.hasKey(field) ? wantedPart(field) : nil
      cursor.isLayer4 = opensObject && !line.flow.hasKey(field) && field == .l4
      cursor.seenProtocols = 0
      cursor.inner = nil
      line.takeIndexed(field, at: value, depth: 2, beginsFlow: false)
      if cursor.part != nil {
        open(cursor.part)
      }
    case 3:
      cursor.inner = nil
      if cursor.isLayer4 {
        takeProtocol(field, value, opensObject, &cursor)
      } else if let part = cursor.part {
        if part == .l7, opensObject, !parts[part.rawValue].hasKey(field) {
          cursor.inner = FlowPart.record(field)
          open(cursor.inner)
        }
        parts[part.rawValue].insert(field, at: value)
      }
    case 4:
      if let inner = cursor.inner {
        parts[inner.rawValue].insert(field, at: value)
      }
    default:
      break
    }
  }

  private mutating func takeProtocol(
    _ field: JSONField, _ value: Int, _ opensObject: Bool, _ cursor: inout IndexCursor
  ) {
    let bit = UInt128(1) &<< UInt128(field.rawValue)
    let isFirst = cursor.seenProtocols & bit == 0
    cursor.seenProtocols |= bit
    guard isFirst, state.protocolField == nil, opensObject, field.isProtocol else {
      return
    }
    state.protocolField = field
    state.protocolValue = value
    cursor.inner = .ports
    open(.ports)
  }

  /// The part that a member of the flow is, if it is wanted.
  @inline(__always)
  private func wantedPart(_ field: JSONField) -> FlowPart? {
    guard let part = FlowPart.named(field), isWanted(part) else {
      return nil
    }
    return part
  }

  @inline(__always)
  private mutating func open(_ part: FlowPart?) {
    guard let part else {
      return
    }
    state.found |= part.bit
    parts[part.rawValue].removeAll()
  }
}

/// Where among the containers of a line the colons have come.
private struct IndexCursor {
  /// Whether the wrapper's member is the flow.
  var isInFlow = false
  /// The object that is the value of the flow's member.
  var part: FlowPart?
  /// Whether that object is `l4`, whose members are protocols.
  var isLayer4 = false
  /// The members of `l4` that have come: of a key that comes twice the first counts.
  var seenProtocols: UInt128 = 0
  /// The object within it whose members are wanted.
  var inner: FlowPart?

  /// Whether a member at this depth may be wanted here.
  @inline(__always)
  func asks(at depth: UInt32) -> Bool {
    switch depth {
    case 1: true
    case 2: isInFlow
    case 3: part != nil || isLayer4
    case 4: inner != nil
    default: false
    }
  }

  /// A key that is not known hides what is inside of its value.
  @inline(__always)
  mutating func passUnknown(depth: UInt32) {
    switch depth {
    case 1: self = IndexCursor()
    case 2:
      part = nil
      isLayer4 = false
      inner = nil
    case 3: inner = nil
    default: break
    }
  }
}

extension FlowPart {
  /// The part that a member of the flow is: the parts are named here, every other member is none.
  @inline(__always)
  fileprivate static func named(_ field: JSONField) -> Self? {
    switch field {
    case .source: .source
    case .destination: .destination
    case .ip: .ip
    case .eventType: .eventType
    case .l7: .l7
    case .sourceService: .sourceService
    case .destinationService: .destinationService
    case .aggregate: .aggregate
    default: nil
    }
  }

  /// The part that a member of `l7` is: every member but these is none.
  fileprivate static func record(_ field: JSONField) -> Self? {
    switch field {
    case .http: .http
    case .dns: .dns
    default: nil
    }
  }
}
