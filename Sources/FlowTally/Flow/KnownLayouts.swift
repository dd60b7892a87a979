/// What a flow has in common with every line of a layout: which members are where, by the line's colons.
///
/// One entry a layout of `LineLayouts`, with its number; flat lists, because they are looked at for most lines.
struct KnownLayouts {
  fileprivate struct Layout {
    let objects: Range<Int>
    let found: UInt32
    let protocolField: JSONField?
    let protocolPlace: MemberPlace?
  }

  /// One of a line's objects: the wrapper, the flow or a part of it.
  fileprivate struct Object {
    let number: Int
    let fields: UInt128
    let places: Range<Int>

  }

  /// The numbers of the objects that are no parts of the flow.
  static let wrapperNumber = -2
  static let flowNumber = -1

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
    for index in layouts[number].objects.prefix(2) {
      let object = objects[index]
      if object.number == Self.wrapperNumber {
        line.restoreWrapper(object.fields, places, object.places, offsets, start)
      } else if object.number == Self.flowNumber {
        line.restoreFlow(object.fields, places, object.places, offsets, start)
      }
    }
  }

  /// Takes the members of a part that a layout has.
  func restore(
    _ part: FlowPart, of number: Int, _ structure: borrowing LineStructure, _ start: Int,
    _ members: inout Members
  ) {
    for object in objects[layouts[number].objects] where object.number == part.rawValue {
      members.restore(
        object.fields, places.span, object.places, structure.offsets.span, start)
    }
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
    known.add(KnownLayouts.wrapperNumber, line.wrapper, colons)
    if line.hasFlow {
      known.add(KnownLayouts.flowNumber, line.flow, colons)
    }
    for part in FlowPart.allCases where part.isIn(found) {
      known.add(part.rawValue, parts[part.rawValue], colons)
    }
    known.layouts.append(
      KnownLayouts.Layout(
        objects: first..<known.objects.count, found: found, protocolField: protocolField,
        protocolPlace: protocolField.flatMap { colons.place($0, protocolValue) }))
  }
}

extension KnownLayouts {
  fileprivate mutating func add(
    _ number: Int, _ members: borrowing Members, _ colons: ColonPlaces
  ) {
    let first = places.count
    for field in JSONField.allCases where members.hasKey(field) {
      if let place = colons.place(field, members.place(field)) {
        places.append(place)
      }
    }
    objects.append(Object(number: number, fields: members.fields, places: first..<places.count))
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
