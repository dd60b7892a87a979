/// What a flow has in common with every line of a layout: which members are where, by the line's colons.
///
/// One entry a layout of `LineLayouts`, with its number; flat lists, because they are looked at for most lines.
struct KnownLayouts {
  fileprivate struct Layout {
    let objects: Range<Int>
    let hasFlow: Bool
    let found: UInt32
    let protocolField: JSONField?
    let protocolPlace: MemberPlace?
  }

  /// One of a line's objects: the wrapper, then the flow if there is one, then its parts in their order.
  fileprivate struct Object {
    let fields: UInt128
    let places: Range<Int>
  }

  fileprivate var layouts: [Layout] = []
  fileprivate var objects: [Object] = []
  fileprivate var places: [MemberPlace] = []
}

extension KnownLayouts {
  /// Takes the members of the wrapper and the flow of a line that has a known layout.
  @inline(__always)
  func restore(
    _ number: Int, _ structure: borrowing LineStructure, _ start: Int, _ line: inout LineReader
  ) {
    let offsets = structure.offsets.span
    let places = places.span
    let wrapper = layouts[number].objects.lowerBound
    line.restoreWrapper(
      objects[wrapper].fields, places, objects[wrapper].places, offsets, start)
    if layouts[number].hasFlow {
      let flow = wrapper &+ 1
      line.restoreFlow(objects[flow].fields, places, objects[flow].places, offsets, start)
    }
  }

  /// Takes the members of a part that a layout has.
  func restore(
    _ part: FlowPart, of number: Int, _ structure: borrowing LineStructure, _ start: Int,
    _ members: inout Members
  ) {
    let layout = layouts[number]
    let before = (layout.found & (part.bit &- 1)).nonzeroBitCount
    let index = layout.objects.upperBound &- layout.found.nonzeroBitCount &+ before
    let object = objects[index]
    members.restore(object.fields, places.span, object.places, structure.offsets.span, start)
  }
}

extension Flow {
  /// Takes the members of a line that has a known layout.
  @inline(__always)
  mutating func restore(_ number: Int, _ start: Int) {
    known.restore(number, structure, start, &line)
    found = known.layouts[number].found
    awaited = found
    protocolField = known.layouts[number].protocolField
    if let place = known.layouts[number].protocolPlace {
      protocolValue = start &+ Int(structure.offsets[Int(place.colon)]) &+ Int(place.distance)
    }
  }

  /// Learns where the members of the line lie that was just looked at.
  mutating func learn(_ number: Int, _ start: Int) {
    precondition(number == known.layouts.count)
    let first = known.objects.count
    let colons = ColonPlaces(start: start, offsets: structure.offsets, colons: askedColons)
    known.add(line.wrapper, colons)
    if line.hasFlow {
      known.add(line.flow, colons)
    }
    for part in FlowPart.allCases where part.isIn(found) {
      known.add(parts[part.rawValue], colons)
    }
    known.layouts.append(
      KnownLayouts.Layout(
        objects: first..<known.objects.count, hasFlow: line.hasFlow, found: found,
        protocolField: protocolField,
        protocolPlace: protocolField.flatMap { colons.place($0, protocolValue) }))
  }
}

extension KnownLayouts {
  fileprivate mutating func add(_ members: borrowing Members, _ colons: ColonPlaces) {
    let first = places.count
    for field in JSONField.allCases where members.hasKey(field) {
      if let place = colons.place(field, members.place(field)) {
        places.append(place)
      }
    }
    objects.append(Object(fields: members.fields, places: first..<places.count))
  }
}

/// Where the colons of a line stand behind whose keys members were looked for.
private struct ColonPlaces {
  let start: Int
  let offsets: [UInt16]
  let colons: [UInt16]

  /// The colon before a value, and how far before it: one byte, or two where a blank stands between.
  func place(_ field: JSONField, _ value: Int) -> MemberPlace? {
    for distance in 1...2 {
      let offset = UInt16(value - start - distance)
      if let colon = colons.first(where: { offsets[Int($0)] == offset }) {
        return MemberPlace(field: field.rawValue, distance: UInt8(distance), colon: colon)
      }
    }
    return nil
  }
}
