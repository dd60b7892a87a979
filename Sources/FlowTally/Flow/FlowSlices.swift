/// Where members stand on every line of one layout: the same places of its structure.
struct FlowSlices {
  fileprivate struct Slice {
    /// The value begins behind this colon.
    let colon: UInt16
    /// It ends in front of this byte of the structure, or with it where that closes the value.
    let end: UInt16
  }

  /// Those of values that are no containers.
  fileprivate var slices: [Slice] = []
  /// Those of objects and arrays.
  fileprivate var containers: [Slice] = []
  /// The texts because of which other members were left out.
  fileprivate var texts: [FlowMember] = []
}

extension Flow {
  /// Where these members stand on every line of the present line's layout; nil where no layout tells it.
  mutating func slices(of members: [FlowMember], _ bytes: Span<UInt8>) -> FlowSlices? {
    let parts = members.reduce(UInt32(0)) { $0 | ($1.part?.bit ?? 0) }
    guard let layout = layoutNumber(telling: parts) else {
      return nil
    }
    var slices = FlowSlices()
    for member in members {
      // The kind of each value is the same on all lines of a layout.
      if let part = member.part, let text = member.replaced,
        startOfString(text, of: part, bytes) != nil || holdsObject(text, of: part, bytes)
      {
        slices.texts.append(FlowMember(text, of: part))
      } else if let colon = learned.members.colon(of: member.field, in: member.part, layout) {
        add(colon, to: &slices)
      }
    }
    return slices
  }

  private func add(_ colon: Int, to slices: inout FlowSlices) {
    let next = colon + 1
    guard structure.byte(next) == Byte.openBrace || structure.byte(next) == Byte.openBracket else {
      return slices.slices.append(FlowSlices.Slice(colon: UInt16(colon), end: UInt16(next)))
    }
    slices.containers.append(
      FlowSlices.Slice(colon: UInt16(colon), end: UInt16(structure.closer(of: next))))
  }

  /// Whether a member of a part is an array that begins with an object.
  private mutating func holdsObject(
    _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>
  ) -> Bool {
    array(field, of: part, bytes).map { bytes[$0 + 1] == Byte.openBrace } ?? false
  }

  /// Whether the first object of an array has a name.
  private mutating func namesFirst(
    _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>
  ) -> Bool {
    guard let list = array(field, of: part, bytes),
      let object = ObjectWalk.firstObject(bytes, arrayAt: list)
    else {
      return false
    }
    open(objectAt: object, bytes)
    return opened.startOfText(.name, in: bytes) != nil
  }

  /// Whether every text is there because of which other members were left out.
  ///
  /// An array in the place of a text has it in its first object, whose bytes are of the key.
  mutating func hasTexts(_ slices: FlowSlices, _ bytes: Span<UInt8>) -> Bool {
    for text in slices.texts {
      guard let part = text.part,
        startOfText(text.field, of: part, bytes) != nil || namesFirst(text.field, of: part, bytes)
      else {
        return false
      }
    }
    return true
  }

  /// Appends the bytes of the members, one behind the other, on a line that has the layout; of an object or array its number in `containers`,
  /// which are few and long.
  ///
  /// Up to 31 bytes more are read; the block has them. False where a container finds no room.
  @inline(__always)
  func append(
    _ slices: FlowSlices, _ bytes: Span<UInt8>, _ containers: inout KnownValues,
    to text: inout TextBuffer
  ) -> Bool {
    for slice in slices.containers {
      let range = range(of: slice, closing: 1)
      guard let number = containers.number(bytes, range) ?? containers.add(bytes, range) else {
        return false
      }
      // Two bytes: there are fewer.
      text.append(UInt8(truncatingIfNeeded: number))
      text.append(UInt8(truncatingIfNeeded: number &>> 8))
    }
    // No two of them have a byte of the line in common.
    let most = structure.offset(structure.count - 1) + 1
    text.append(bytes, upTo: most, pieceCount: slices.slices.count) { index in
      range(of: slices.slices[index], closing: 0)
    }
    return true
  }

  @inline(__always)
  private func range(of slice: FlowSlices.Slice, closing: Int) -> Range<Int> {
    let start = structure.offset(Int(slice.colon)) &+ 1
    let end = structure.offset(Int(slice.end)) &+ closing
    return (state.lineStart &+ start)..<(state.lineStart &+ end)
  }
}
