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
  /// One of two, by a switch: an enum of another module is compared by a call.
  @inline(__always)
  private func choose<Choice>(_ source: Choice, _ destination: Choice) -> Choice {
    switch self {
    case .source: source
    case .destination: destination
    }
  }

  var endpoint: FlowPart {
    choose(.source, .destination)
  }

  var service: FlowPart {
    choose(.sourceService, .destinationService)
  }

  /// The field of the side's address, within `IP`.
  var address: JSONField {
    choose(.source, .destination)
  }

  var port: JSONField {
    choose(.sourcePort, .destinationPort)
  }

  var names: JSONField {
    choose(.sourceNames, .destinationNames)
  }
}
