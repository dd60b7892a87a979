/// What filters ask of a flow's packet and of its request.
///
/// Source of the rules: Cilium, pkg/hubble/filters, one file a filter.
extension Flow {
  mutating func matches(
    _ field: JSONField, _ addresses: [[UInt8]], _ ranges: [AddressRange], _ bytes: Span<UInt8>
  ) -> Bool {
    guard let place = text(field, of: .ip, bytes) else {
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

  mutating func hasProtocol(of fields: [JSONField], _ bytes: Span<UInt8>) -> Bool {
    let member = protocolMember(bytes)?.field
    for field in fields
    where field.isProtocol ? field == member : object(field, of: .l7, bytes) != nil {
      return true
    }
    return false
  }

  /// Ports are compared as 16 bits; what has none is no TCP, UDP or SCTP.
  mutating func matchesPort(
    _ field: JSONField, _ numbers: [UInt64], _ bytes: Span<UInt8>
  ) -> Bool {
    protocolMember(bytes)?.field.hasPorts == true
      && numbers.contains((number(field, of: .ports, bytes) ?? 0) & 0xFFFF)
  }

  mutating func matches(_ choices: [TCPFlags], _ bytes: Span<UInt8>) -> Bool {
    guard protocolMember(bytes)?.field == .tcp, let flags = tcpFlags(bytes) else {
      return false
    }
    return choices.contains { $0.isSubset(of: flags) }
  }

  // MARK: Requests

  mutating func matches(_ choices: [HTTPStatusText], _ bytes: Span<UInt8>) -> Bool {
    guard let code = number(.code, of: .http, bytes), code > 0 else {
      return false
    }
    return choices.contains { $0.matches(code) }
  }

  mutating func matchesMethod(_ methods: [[UInt8]], _ bytes: Span<UInt8>) -> Bool {
    guard let place = text(.method, of: .http, bytes) else {
      return false
    }
    return StringText.withContent(bytes, place) { FoldedText.isAny($0, $1, of: methods) }
  }

  mutating func matches(_ headers: [HeaderText], _ bytes: Span<UInt8>) -> Bool {
    guard let list = array(.headers, of: .http, bytes) else {
      return false
    }
    var isFound = false
    ObjectWalk.elements(bytes, arrayAt: list) { header in
      guard bytes[header.lowerBound] == Byte.openBrace else {
        return true
      }
      ObjectWalk.members(bytes, objectAt: header.lowerBound, into: &scratch)
      let key = scratch.string(.key, in: bytes)
      let value = scratch.string(.value, in: bytes)
      isFound = headers.contains {
        StringText.isAny(bytes, key, of: [$0.key]) && StringText.isAny(bytes, value, of: [$0.value])
      }
      return !isFound
    }
    return isFound
  }

  mutating func matchesURL(_ patterns: [TextPattern], _ bytes: Span<UInt8>) -> Bool {
    guard let place = text(.url, of: .http, bytes) else {
      return false
    }
    return StringText.withContent(bytes, place) { content, range in
      patterns.contains { $0.matches(content, range) }
    }
  }

  mutating func matchesPath(_ patterns: [TextPattern], _ bytes: Span<UInt8>) -> Bool {
    guard let place = text(.url, of: .http, bytes) else {
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

  mutating func matchesQuery(_ patterns: [TextPattern], _ bytes: Span<UInt8>) -> Bool {
    guard object(.dns, of: .l7, bytes) != nil else {
      return false
    }
    guard let place = string(.query, of: .dns, bytes) else {
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
