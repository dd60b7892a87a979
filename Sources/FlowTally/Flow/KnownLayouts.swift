/// What a flow has in common with every line of a layout: which members are where, by the line's colons.
///
/// One entry a layout of `LineLayouts`, with its number. What `Members` look up never moves.
@safe struct KnownLayouts: ~Copyable, @unchecked Sendable {
  // Unchecked because of the pointers: what they point to is this value's own.
  fileprivate struct Layout {
    let objects: Range<Int>
    let hasFlow: Bool
    let found: UInt32
    let protocolField: JSONField?
    let protocolPlace: MemberPlace?
  }

  /// One of a line's objects: the wrapper, then the flow if there is one, then its parts in their order.
  @safe fileprivate struct Object {
    let fields: UInt128
    let places: UnsafeMutablePointer<MemberPlace>
  }

  fileprivate var layouts: [Layout] = []
  fileprivate var objects: [Object] = []

  deinit {
    // What add() allocated.
    for object in objects {
      unsafe object.places.deallocate()
    }
  }
}

extension KnownLayouts {
  /// Takes the members of the wrapper and the flow of a line that has a known layout.
  @inline(__always)
  func restore(
    _ number: Int, _ structure: borrowing LineStructure, _ start: Int, _ line: inout LineReader
  ) {
    // The places live as long as this value, which is as long as the line's members are looked up.
    let wrapper = objects[layouts[number].objects.lowerBound]
    unsafe line.restoreWrapper(wrapper.fields, wrapper.places, structure, start)
    if layouts[number].hasFlow {
      let flow = objects[layouts[number].objects.lowerBound &+ 1]
      unsafe line.restoreFlow(flow.fields, flow.places, structure, start)
    }
  }

  /// Takes the members of a part that a layout has.
  @inline(__always)
  func restore(
    _ part: FlowPart, of number: Int, _ structure: borrowing LineStructure, _ start: Int,
    _ members: inout Members
  ) {
    let object = objects[index(of: part, in: layouts[number])]
    unsafe members.restore(object.fields, object.places, structure, start)
  }
}

extension KnownLayouts {
  /// The colon before a member of a layout's flow, or of one of its parts; nil where it has no such member.
  func colon(of field: JSONField, in part: FlowPart?, _ number: Int) -> Int? {
    let layout = layouts[number]
    guard layout.hasFlow, part?.isIn(layout.found) ?? true else {
      return nil
    }
    let object =
      part.map { objects[index(of: $0, in: layout)] }
      ?? objects[layout.objects.lowerBound + 1]
    guard object.fields & field.bit != 0 else {
      return nil
    }
    // There is a place for each field that is there.
    return unsafe Int(object.places[(object.fields & (field.bit &- 1)).nonzeroBitCount].colon)
  }

  /// Where the object of a part stands that a layout has.
  @inline(__always)
  private func index(of part: FlowPart, in layout: Layout) -> Int {
    let before = (layout.found & (part.bit &- 1)).nonzeroBitCount
    return layout.objects.upperBound &- layout.found.nonzeroBitCount &+ before
  }
}

extension Flow {
  /// Takes the members of a line that has a known layout.
  @inline(__always)
  mutating func restore(_ number: Int, _ start: Int) {
    learned.members.restore(number, structure, start, &line)
    state.found = learned.members.layouts[number].found
    state.awaited = state.found
    state.protocolField = learned.members.layouts[number].protocolField
    if let place = learned.members.layouts[number].protocolPlace {
      state.protocolValue = start &+ structure.offset(Int(place.colon)) &+ Int(place.distance)
    }
  }

  /// Learns the layout of the line whose members were just looked at, where there is room and it is one to learn from.
  mutating func learnLayout(_ bytes: Span<UInt8>, _ start: Int) {
    let number = learned.layouts.learn(structure, colons: learned.askedColons, bytes, start)
    guard let number else {
      return
    }
    precondition(number == learned.members.layouts.count)
    state.layoutNumber = number
    let first = learned.members.objects.count
    let colons = ColonPlaces(
      start: start, offsets: structure.allOffsets, colons: learned.askedColons)
    learned.members.add(line.wrapper, colons)
    if line.hasFlow {
      learned.members.add(line.flow, colons)
    }
    for part in FlowPart.allCases where part.isIn(state.found) {
      learned.members.add(parts[part.rawValue], colons)
    }
    learned.members.layouts.append(
      KnownLayouts.Layout(
        objects: first..<learned.members.objects.count, hasFlow: line.hasFlow, found: state.found,
        protocolField: state.protocolField,
        protocolPlace: state.protocolField.flatMap { _ in colons.place(state.protocolValue) }))
  }
}

extension KnownLayouts {
  fileprivate mutating func add(_ members: borrowing Members, _ colons: ColonPlaces) {
    var places: [MemberPlace] = []
    for field in JSONField.allCases where members.hasKey(field) {
      guard let place = colons.place(members.place(field)) else {
        // A layout is learned only where each value stands one byte behind its colon, or two.
        preconditionFailure("a member without a colon")
      }
      places.append(place)
    }
    // Freed in deinit.
    let kept = UnsafeMutablePointer<MemberPlace>.allocate(capacity: places.count)
    for (index, place) in places.enumerated() {
      unsafe (kept + index).initialize(to: place)
    }
    unsafe objects.append(Object(fields: members.fields, places: kept))
  }
}

/// Where the colons of a line stand behind whose keys members were looked for.
private struct ColonPlaces {
  let start: Int
  let offsets: [UInt16]
  let colons: [UInt16]

  /// The colon before a value, and how far before it: one byte, or two where a blank stands between.
  func place(_ value: Int) -> MemberPlace? {
    for distance in 1...2 {
      let offset = UInt16(value - start - distance)
      if let colon = colons.first(where: { offsets[Int($0)] == offset }) {
        return MemberPlace(distance: UInt16(distance), colon: colon)
      }
    }
    return nil
  }
}
