/// A value of a FlowFilter's field.
enum FilterValue: Sendable, Equatable {
  case text(String)
  /// A value of an enumeration, by its number.
  case name(Int64)
  case truth(Bool)
  case number(UInt64)
  case workload(kind: String, name: String)
  case header(key: String, value: String)
  case interface(index: UInt64, name: String)
  /// Type 0 is any; without a subtype, any.
  case eventType(type: Int64, subType: Int64?)
  case tcpFlags(TCPFlags)
}

/// Flags of a TCP header.
struct TCPFlags: OptionSet, Sendable, Hashable {
  let rawValue: UInt16

  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The flags' fields, by their bits.
  ///
  /// Source: message TCPFlags of Cilium's flow.proto.
  static let fields: [JSONField] = [.fin, .syn, .rst, .psh, .ack, .urg, .ece, .cwr, .ns]

  /// The flag of a name in upper case, nil where there is none such.
  init?(named name: String) {
    guard let bit = Self.fields.firstIndex(where: { $0.name == name }) else {
      return nil
    }
    self.init(rawValue: 1 << UInt16(bit))
  }

  /// The names of the flags that are set.
  var names: [String] {
    Self.fields.indices.filter { rawValue >> UInt16($0) & 1 == 1 }.map { Self.fields[$0].name }
  }
}
