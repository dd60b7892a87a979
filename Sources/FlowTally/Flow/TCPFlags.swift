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

  static let fin = Self(rawValue: 1)
  static let syn = Self(rawValue: 1 << 1)
  static let rst = Self(rawValue: 1 << 2)
  static let ack = Self(rawValue: 1 << 4)
}

extension Flow {
  /// The flags of the line's packet; nil where it has none.
  mutating func tcpFlags(_ bytes: Span<UInt8>) -> TCPFlags? {
    guard let place = object(.flags, of: .ports, bytes) else {
      return nil
    }
    open(objectAt: place, bytes)
    var flags: TCPFlags = []
    for (bit, field) in TCPFlags.fields.enumerated() {
      if let range = opened.value(field, in: bytes), bytes[range.lowerBound] == UInt8(ascii: "t") {
        flags.insert(TCPFlags(rawValue: 1 << UInt16(bit)))
      }
    }
    return flags
  }
}
