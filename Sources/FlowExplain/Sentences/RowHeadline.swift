import FlowAnswer
import FlowPolicy

/// The values of a row as one line: `shop/Deployment/web -> payments/Deployment/api, ingress, TCP port 8443`.
enum RowHeadline {
  /// The line, unescaped; an end that has no value is named by what is known of it.
  static func text(
    _ fields: [GroupField], _ values: [String], source: Endpoint?, destination: Endpoint?
  ) -> String {
    var parts: [String] = []
    var isTaken = Set<GroupField>()
    func value(_ field: GroupField) -> String? {
      fields.firstIndex(of: field).map { place in
        guard values[place] == GroupField.absent else {
          return values[place]
        }
        guard field.isSource || field.isDestination, field != .sourcePort, field != .destinationPort
        else {
          return values[place]
        }
        return (field.isSource ? source : destination).flatMap(EndpointWords.text) ?? values[place]
      }
    }
    for field in fields where !isTaken.contains(field) {
      isTaken.insert(field)
      guard let own = value(field) else {
        continue
      }
      if let other = field.oppositeEnd, let end = value(other) {
        isTaken.insert(other)
        parts.append(field.isSource ? "\(own) -> \(end)" : "\(end) -> \(own)")
      } else if field == .protocol, let port = value(.destinationPort) {
        isTaken.insert(.destinationPort)
        parts.append(port == GroupField.absent ? own : "\(own) port \(port)")
      } else if field == .direction || field == .reason || field == .protocol {
        parts.append(own)
      } else {
        parts.append("\(field.rawValue) \(own)")
      }
    }
    return parts.isEmpty ? "all" : parts.joined(separator: ", ")
  }
}

extension GroupField {
  fileprivate var isSource: Bool {
    rawValue.hasPrefix("source-")
  }

  fileprivate var isDestination: Bool {
    rawValue.hasPrefix("destination-")
  }

  /// The field of the other end; ports of both ends are told apart by their names.
  fileprivate var oppositeEnd: Self? {
    guard self != .sourcePort && self != .destinationPort else {
      return nil
    }
    for (own, other) in [("source-", "destination-"), ("destination-", "source-")]
    where rawValue.hasPrefix(own) {
      return GroupField(rawValue: other + rawValue.dropFirst(own.count))
    }
    return nil
  }
}
