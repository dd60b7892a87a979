internal import FlowAnswer

/// What filters ask of a flow's event and its endpoints.
///
/// Source of the rules: Cilium, pkg/hubble/filters, one file a filter.
enum FlowMatching {
  /// Whether a dropped flow's reason is one of some: `drop_reason_desc`, as hubble asks; where it is masked `drop_reason`; an L7
  /// proxy's denial, which has none.
  static func matchesReason(
    _ flow: inout Flow, _ choice: EnumChoice, _ bytes: Span<UInt8>
  ) -> Bool {
    choice.contains(bytes, flow.line.flow.value(.dropReasonDesc, in: bytes))
      || flow.reasonByNumber(bytes).map(choice.numbers.contains) ?? false
      || choice.numbers.contains(DropReason.l7Number) && flow.isDeniedByL7(bytes)
  }

  /// True, false, or nil for any other value.
  static func truth(_ range: Range<Int>?, _ bytes: Span<UInt8>) -> Bool? {
    switch range.map({ bytes[$0.lowerBound] }) {
    case UInt8(ascii: "t"): true
    case UInt8(ascii: "f"): false
    default: nil
    }
  }

  /// Whether the packet was a reply; nil where that is not known, but of dropped flows, which are none.
  static func isReply(_ flow: borrowing Flow, _ bytes: Span<UInt8>, _ verdict: FlowVerdict) -> Bool?
  {
    truth(flow.line.flow.value(.isReply, in: bytes), bytes) ?? (verdict.isDropped ? false : nil)
  }

  static func matches(_ flow: inout Flow, _ choices: [EventTypeChoice], _ bytes: Span<UInt8>)
    -> Bool
  {
    guard flow.line.flow.object(.eventType, in: bytes) != nil else {
      return false
    }
    let type = flow.eventType(bytes) ?? 0
    let subType =
      flow.value(.subType, of: .eventType, bytes)
      .flatMap { IntegerText.signed(bytes, $0) }.flatMap { Int32(exactly: $0) } ?? 0
    return choices.contains { choice in
      (choice.type == 0 || choice.type == type)
        && (choice.subType.map { $0 == Int64(subType) } ?? true)
    }
  }

  static func matches(
    _ flow: inout Flow, _ part: FlowPart, _ field: JSONField, _ names: [NamespacedName],
    _ bytes: Span<UInt8>
  ) -> Bool {
    let namespace = flow.text(.namespace, of: part, bytes)
    let name = flow.text(field, of: part, bytes)
    if namespace == nil,
      names.contains(where: { $0.isReserved && $0.prefix.isEmpty && flow.isEnd(part, $0, bytes) })
    {
      return true
    }
    guard namespace != nil || name != nil else {
      return false
    }
    return names.contains { wanted in
      (wanted.namespace.isEmpty || wanted.namespace.isContent(of: namespace, bytes))
        && (wanted.prefix.isEmpty || wanted.prefix.isPrefix(of: name, bytes))
    }
  }

  static func matches(
    _ flow: inout Flow, _ part: FlowPart, _ names: [WorkloadName], _ bytes: Span<UInt8>
  ) -> Bool {
    guard let list = flow.array(.workloads, of: part, bytes) else {
      return false
    }
    var isFound = false
    ObjectWalk.elements(bytes, arrayAt: list) { workload in
      guard bytes[workload.lowerBound] == Byte.openBrace else {
        return true
      }
      flow.open(objectAt: workload.lowerBound, bytes)
      let kind = flow.opened.string(.kind, in: bytes)
      let name = flow.opened.string(.name, in: bytes)
      isFound = names.contains { wanted in
        (wanted.name.isEmpty || wanted.name.isContent(of: name, bytes))
          && (wanted.kind.isEmpty || wanted.kind.isContent(of: kind, bytes))
      }
      return !isFound
    }
    return isFound
  }

  static func matchesIdentity(
    _ flow: inout Flow, _ part: FlowPart, _ numbers: [UInt64], _ bytes: Span<UInt8>
  ) -> Bool {
    let field: JSONField = part == .source ? .source : .destination
    guard flow.line.flow.object(field, in: bytes) != nil else {
      return false
    }
    return numbers.contains(flow.number(.identity, of: part, bytes) ?? 0)
  }

  static func matches(_ flow: borrowing Flow, _ patterns: [NodePattern], _ bytes: Span<UInt8>)
    -> Bool
  {
    guard let name = flow.line.flow.string(.nodeName, in: bytes), name.count > 2 else {
      return false
    }
    return StringText.withContent(bytes, name) { content, place in
      patterns.contains { $0.matches(content, place) }
    }
  }

  static func matches(
    _ flow: borrowing Flow, _ field: JSONField, _ patterns: [NamePattern], _ bytes: Span<UInt8>
  ) -> Bool {
    guard let list = flow.line.flow.array(field, in: bytes) else {
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

  static func matches(_ flow: inout Flow, _ choices: [InterfaceName], _ bytes: Span<UInt8>) -> Bool
  {
    guard let place = flow.line.flow.object(.interface, in: bytes) else {
      return false
    }
    flow.open(objectAt: place, bytes)
    let index =
      flow.opened.value(.index, in: bytes).flatMap { IntegerText.unsigned(bytes, $0) } ?? 0
    let name = flow.opened.string(.name, in: bytes)
    return choices.contains { wanted in
      (wanted.index == 0 || wanted.index == index)
        && (wanted.name.isEmpty || wanted.name.isContent(of: name, bytes))
    }
  }

  static func matchesTraceID(_ flow: inout Flow, _ texts: [[UInt8]], _ bytes: Span<UInt8>) -> Bool {
    var id: Range<Int>?
    if let context = flow.line.flow.object(.traceContext, in: bytes) {
      flow.open(objectAt: context, bytes)
      if let parent = flow.opened.object(.parent, in: bytes) {
        flow.open(objectAt: parent, bytes)
        id = flow.opened.string(.traceID, in: bytes)
      }
    }
    return StringText.isAny(bytes, id, of: texts)
  }

  static func matchesIPTraceID(_ flow: inout Flow, _ numbers: [UInt64], _ bytes: Span<UInt8>)
    -> Bool
  {
    guard let place = flow.line.flow.object(.ipTraceID, in: bytes) else {
      return false
    }
    flow.open(objectAt: place, bytes)
    let id = flow.opened.value(.traceID, in: bytes).flatMap { IntegerText.unsigned(bytes, $0) } ?? 0
    return numbers.contains(id)
  }
}

extension Flow {
  /// Whether an endpoint without a namespace is counted under this reserved name.
  fileprivate mutating func isEnd(
    _ part: FlowPart, _ name: NamespacedName, _ bytes: Span<UInt8>
  ) -> Bool {
    guard part == .source || part == .destination else {
      return false
    }
    var text = TextBuffer()
    appendNamespace(of: part == .source ? .source : .destination, bytes, to: &text)
    return text.bytes == name.namespace
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
