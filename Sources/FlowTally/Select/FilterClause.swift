/// One field of a FlowFilter, ready to be compared: its values are alternatives.
///
/// One case a way of comparing; `make` makes them of a filter, `matches` compares.
enum FilterClause: Sendable {
  /// A text of the flow itself.
  case texts(JSONField, [[UInt8]])
  /// A text of an endpoint.
  case partTexts(JSONField, FlowPart, [[UInt8]])
  /// A member of `IP`: addresses as text, ranges as numbers.
  case addresses(JSONField, [[UInt8]], [AddressRange])
  /// A pod or a service, whose name is this member of its part.
  case names(FlowPart, JSONField, [NamespacedName])
  /// Any of a list of DNS names.
  case domains(JSONField, [NamePattern])
  /// An endpoint's labels.
  case labels(FlowPart, [LabelSelector])
  case nodeLabels([LabelSelector])
  case workloads(FlowPart, [WorkloadName])
  case identities(FlowPart, [UInt64])
  case verdicts([Int64])
  case dropReasons(EnumChoice)
  case directions(EnumChoice)
  case ipVersions(EnumChoice)
  case encrypted([Bool])
  case replies([Bool])
  case eventTypes([EventTypeChoice])
  case protocols([JSONField])
  case ports(JSONField, [UInt64])
  case tcpFlags([TCPFlags])
  case interfaces([InterfaceName])
  case nodeNames([NodePattern])
  case traceIDs([[UInt8]])
  case ipTraceIDs([UInt64])
  case statuses([HTTPStatusText])
  case methods([[UInt8]])
  case headers([HeaderText])
  case paths([TextPattern])
  case urls([TextPattern])
  case dnsQueries([TextPattern])
}

/// `[KIND/]NAME` of a workload; an empty part is any.
struct WorkloadName: Sendable, Equatable {
  let kind: [UInt8]
  let name: [UInt8]
}

/// A type of event: number 0 is any type.
struct EventTypeChoice: Sendable, Equatable {
  let type: Int64
  let subType: Int64?
}

/// An interface: index 0 is any, and so is an empty name.
struct InterfaceName: Sendable, Equatable {
  let index: UInt64
  let name: [UInt8]
}

/// A header as it has to stand in a request.
struct HeaderText: Sendable, Equatable {
  let key: [UInt8]
  let value: [UInt8]
}

/// A status of three digits, or the beginning of one.
struct HTTPStatusText: Sendable, Equatable {
  let digits: [UInt8]
  let isPrefix: Bool
}

/// Some values of an enumeration, by their numbers and names.
struct EnumChoice: Sendable {
  private let enumeration: FilterEnumeration
  let numbers: [Int64]
  private let names: [[UInt8]]

  init(_ enumeration: FilterEnumeration, _ numbers: [Int64]) {
    self.enumeration = enumeration
    self.numbers = numbers
    names = numbers.compactMap { enumeration.name(of: $0).map { Array($0.utf8) } }
  }

  /// Whether a value of the log is one of them; an absent one and a name that is not known are 0, as in hubble.
  func contains(_ bytes: Span<UInt8>, _ range: Range<Int>?) -> Bool {
    switch range.flatMap({ EnumText(bytes, $0) }) {
    case .number(let number):
      return numbers.contains(number)
    case .name(let place):
      if StringText.isAny(bytes, place, of: names) {
        return true
      }
      return numbers.contains(0) && !isKnown(bytes, place)
    case nil:
      return numbers.contains(0)
    }
  }

  private func isKnown(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Bool {
    let name = StringText.decoded(bytes, place)
    return enumeration.number(named: String(decoding: name, as: UTF8.self)) != nil
  }
}
