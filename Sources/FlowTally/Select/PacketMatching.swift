internal import FlowAnswer

/// What filters ask of a flow's packet and of its request.
///
/// Source of the rules: Cilium, pkg/hubble/filters, one file a filter.
enum PacketMatching {
  static func matches(
    _ flow: inout Flow, _ field: JSONField, _ addresses: [[UInt8]], _ ranges: [AddressRange],
    _ bytes: Span<UInt8>
  ) -> Bool {
    guard let place = flow.text(field, of: .ip, bytes) else {
      return false
    }
    return StringText.withContent(bytes, place) { content, range in
      if addresses.contains(where: { $0.equals(content, range) }) {
        return true
      }
      guard !ranges.isEmpty, let number = AddressNumber(content, range) else {
        return false
      }
      return ranges.contains { $0.contains(number) }
    }
  }

  static func hasProtocol(_ flow: inout Flow, of fields: [JSONField], _ bytes: Span<UInt8>) -> Bool
  {
    let member = flow.protocolMember(bytes)?.field
    // What is no protocol of layer 4 is a record of l7: `FlowProtocols` knows no others.
    for field in fields
    where field.isProtocol ? field == member : flow.object(field, of: .l7, bytes) != nil {
      return true
    }
    return false
  }

  /// Ports are compared as 16 bits; what has none is no TCP, UDP or SCTP.
  static func matchesPort(
    _ flow: inout Flow, _ field: JSONField, _ numbers: [UInt64], _ bytes: Span<UInt8>
  ) -> Bool {
    flow.protocolMember(bytes)?.field.hasPorts == true
      && numbers.contains((flow.number(field, of: .ports, bytes) ?? 0) & 0xFFFF)
  }

  static func matches(_ flow: inout Flow, _ choices: [TCPFlags], _ bytes: Span<UInt8>) -> Bool {
    guard flow.protocolMember(bytes)?.field == .tcp, let flags = flow.tcpFlags(bytes) else {
      return false
    }
    return choices.contains { $0.isSubset(of: flags) }
  }

  // MARK: Requests

  static func matches(_ flow: inout Flow, _ choices: [HTTPStatusText], _ bytes: Span<UInt8>) -> Bool
  {
    guard let code = flow.number(.code, of: .http, bytes), code > 0 else {
      return false
    }
    return choices.contains { $0.matches(code) }
  }

  static func matchesMethod(_ flow: inout Flow, _ methods: [[UInt8]], _ bytes: Span<UInt8>) -> Bool
  {
    guard let place = flow.text(.method, of: .http, bytes) else {
      return false
    }
    return StringText.withContent(bytes, place) { FoldedText.isAny($0, $1, of: methods) }
  }

  static func matches(_ flow: inout Flow, _ headers: [HeaderText], _ bytes: Span<UInt8>) -> Bool {
    guard let list = flow.array(.headers, of: .http, bytes) else {
      return false
    }
    var isFound = false
    ObjectWalk.elements(bytes, arrayAt: list) { header in
      guard bytes[header.lowerBound] == Byte.openBrace else {
        return true
      }
      flow.open(objectAt: header.lowerBound, bytes)
      let key = flow.opened.string(.key, in: bytes)
      let value = flow.opened.string(.value, in: bytes)
      isFound = headers.contains {
        StringText.isAny(bytes, key, of: [$0.key]) && StringText.isAny(bytes, value, of: [$0.value])
      }
      return !isFound
    }
    return isFound
  }

  static func matchesURL(_ flow: inout Flow, _ patterns: [TextPattern], _ bytes: Span<UInt8>)
    -> Bool
  {
    guard let place = flow.text(.url, of: .http, bytes) else {
      return false
    }
    return StringText.withContent(bytes, place) { content, range in
      patterns.contains { $0.matches(content, range) }
    }
  }

  static func matchesPath(_ flow: inout Flow, _ patterns: [TextPattern], _ bytes: Span<UInt8>)
    -> Bool
  {
    guard let place = flow.text(.url, of: .http, bytes) else {
      return false
    }
    return StringText.withContent(bytes, place) { content, range in
      var path: [UInt8] = []
      guard RequestPath.read(content, range, into: &path) else {
        return false
      }
      return patterns.contains { $0.matches(path.span, 0..<path.count) }
    }
  }

  static func matchesQuery(_ flow: inout Flow, _ patterns: [TextPattern], _ bytes: Span<UInt8>)
    -> Bool
  {
    guard flow.object(.dns, of: .l7, bytes) != nil else {
      return false
    }
    guard let place = flow.string(.query, of: .dns, bytes) else {
      let empty: [UInt8] = []
      return patterns.contains { $0.matches(empty.span, 0..<0) }
    }
    return StringText.withContent(bytes, place) { content, range in
      patterns.contains { $0.matches(content, range) }
    }
  }
}

extension HTTPStatusText {
  /// Whether a status, written with three digits or more, is this one or begins so.
  fileprivate func matches(_ code: UInt64) -> Bool {
    var text: [UInt8] = []
    text.append(decimal: code)
    while text.count < 3 {
      text.insert(Byte.zero, at: 0)
    }
    return isPrefix ? text.starts(with: digits) : text == digits
  }
}
