/// What filters ask of a flow's event and its endpoints.
///
/// Source of the rules: Cilium, pkg/hubble/filters, one file a filter.
extension Flow {
  /// True, false, or nil for any other value.
  func truth(_ range: Range<Int>?, _ bytes: Span<UInt8>) -> Bool? {
    switch range.map({ bytes[$0.lowerBound] }) {
    case UInt8(ascii: "t"): true
    case UInt8(ascii: "f"): false
    default: nil
    }
  }

  /// Whether the packet was a reply; nil where that is not known, but of dropped flows, which are none.
  func isReply(_ bytes: Span<UInt8>, _ verdict: FlowVerdict) -> Bool? {
    truth(line.flow.value(.isReply, in: bytes), bytes) ?? (verdict.isDropped ? false : nil)
  }

  mutating func matches(_ choices: [EventTypeChoice], _ bytes: Span<UInt8>) -> Bool {
    guard line.flow.object(.eventType, in: bytes) != nil else {
      return false
    }
    let type = eventType(bytes) ?? 0
    let subType =
      value(.subType, of: .eventType, bytes)
      .flatMap { IntegerText.signed(bytes, $0) }.flatMap { Int32(exactly: $0) } ?? 0
    return choices.contains { choice in
      (choice.type == 0 || choice.type == type)
        && (choice.subType.map { $0 == Int64(subType) } ?? true)
    }
  }

  mutating func matches(
    _ part: FlowPart, _ field: JSONField, _ names: [NamespacedName], _ bytes: Span<UInt8>
  ) -> Bool {
    let namespace = text(.namespace, of: part, bytes)
    let name = text(field, of: part, bytes)
    guard namespace != nil || name != nil else {
      return false
    }
    return names.contains { wanted in
      (wanted.namespace.isEmpty || wanted.namespace.isContent(of: namespace, bytes))
        && (wanted.prefix.isEmpty || wanted.prefix.isPrefix(of: name, bytes))
    }
  }

  mutating func matches(
    _ part: FlowPart, _ names: [WorkloadName], _ bytes: Span<UInt8>
  ) -> Bool {
    guard let list = array(.workloads, of: part, bytes) else {
      return false
    }
    var isFound = false
    ObjectWalk.elements(bytes, arrayAt: list) { workload in
      guard bytes[workload.lowerBound] == Byte.openBrace else {
        return true
      }
      ObjectWalk.members(bytes, objectAt: workload.lowerBound, into: &scratch)
      let kind = scratch.string(.kind, in: bytes)
      let name = scratch.string(.name, in: bytes)
      isFound = names.contains { wanted in
        (wanted.name.isEmpty || wanted.name.isContent(of: name, bytes))
          && (wanted.kind.isEmpty || wanted.kind.isContent(of: kind, bytes))
      }
      return !isFound
    }
    return isFound
  }

  mutating func matchesIdentity(
    _ part: FlowPart, _ numbers: [UInt64], _ bytes: Span<UInt8>
  ) -> Bool {
    let field: JSONField = part == .source ? .source : .destination
    guard line.flow.object(field, in: bytes) != nil else {
      return false
    }
    return numbers.contains(number(.identity, of: part, bytes) ?? 0)
  }

  func matches(_ patterns: [NodePattern], _ bytes: Span<UInt8>) -> Bool {
    guard let name = line.flow.string(.nodeName, in: bytes), name.count > 2 else {
      return false
    }
    return StringText.withContent(bytes, name) { content, place in
      patterns.contains { $0.matches(content, place) }
    }
  }

  func matches(_ field: JSONField, _ patterns: [NamePattern], _ bytes: Span<UInt8>) -> Bool {
    guard let list = line.flow.array(field, in: bytes) else {
      return false
    }
    var isFound = false
    ObjectWalk.elements(bytes, arrayAt: list) { name in
      if bytes[name.lowerBound] == Byte.quote {
        isFound = StringText.withContent(bytes, name) { content, place in
          patterns.contains { $0.matches(content, place) }
        }
      }
      return !isFound
    }
    return isFound
  }

  mutating func matches(_ choices: [InterfaceName], _ bytes: Span<UInt8>) -> Bool {
    guard let place = line.flow.object(.interface, in: bytes) else {
      return false
    }
    ObjectWalk.members(bytes, objectAt: place, into: &scratch)
    let index = scratch.value(.index, in: bytes).flatMap { IntegerText.unsigned(bytes, $0) } ?? 0
    let name = scratch.string(.name, in: bytes)
    return choices.contains { wanted in
      (wanted.index == 0 || wanted.index == index)
        && (wanted.name.isEmpty || wanted.name.isContent(of: name, bytes))
    }
  }

  mutating func matchesTraceID(_ texts: [[UInt8]], _ bytes: Span<UInt8>) -> Bool {
    var id: Range<Int>?
    if let context = line.flow.object(.traceContext, in: bytes) {
      ObjectWalk.members(bytes, objectAt: context, into: &scratch)
      if let parent = scratch.object(.parent, in: bytes) {
        ObjectWalk.members(bytes, objectAt: parent, into: &scratch)
        id = scratch.string(.traceID, in: bytes)
      }
    }
    return StringText.isAny(bytes, id, of: texts)
  }

  mutating func matchesIPTraceID(_ numbers: [UInt64], _ bytes: Span<UInt8>) -> Bool {
    guard let place = line.flow.object(.ipTraceID, in: bytes) else {
      return false
    }
    ObjectWalk.members(bytes, objectAt: place, into: &scratch)
    let id = scratch.value(.traceID, in: bytes).flatMap { IntegerText.unsigned(bytes, $0) } ?? 0
    return numbers.contains(id)
  }
}

extension [UInt8] {
  /// Whether a string value is these bytes; an absent one is empty.
  fileprivate func isContent(of range: Range<Int>?, _ bytes: Span<UInt8>) -> Bool {
    guard let range else {
      return isEmpty
    }
    return StringText.withContent(bytes, range) { equals($0, $1) }
  }

  /// Whether a string value begins with these bytes.
  fileprivate func isPrefix(of range: Range<Int>?, _ bytes: Span<UInt8>) -> Bool {
    guard let range else {
      return isEmpty
    }
    return StringText.withContent(bytes, range) { content, place in
      stands(in: content, at: place.lowerBound, before: place.upperBound)
    }
  }
}
