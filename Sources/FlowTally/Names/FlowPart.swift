internal import FlowAnswer

/// The nested objects of a flow that fields are read from.
enum FlowPart: Int, CaseIterable {
  case source, destination, ip, ports, eventType, l7, http, dns, sourceService, destinationService
  case aggregate
}

extension FlowPart {
  /// The part's bit.
  @inline(__always)
  var bit: UInt32 {
    UInt32(1) << UInt32(rawValue)
  }

  /// Whether a set of bits holds this part.
  @inline(__always)
  func isIn(_ parts: UInt32) -> Bool {
    parts & bit != 0
  }
}

extension FlowSide {
  var endpoint: FlowPart {
    self == .source ? .source : .destination
  }

  var service: FlowPart {
    self == .source ? .sourceService : .destinationService
  }

  /// The field of the side's address, within `IP`.
  var address: JSONField {
    self == .source ? .source : .destination
  }

  var port: JSONField {
    self == .source ? .sourcePort : .destinationPort
  }

  var names: JSONField {
    self == .source ? .sourceNames : .destinationNames
  }
}
