internal import FlowAnswer

/// The texts that values are made of, each appended decoded; nothing is appended for what is absent.
extension Flow {
  mutating func appendString(
    _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    if let start = startOfString(field, of: part, bytes) {
      StringText.append(bytes, stringAt: start, to: &text)
    }
  }

  /// Whether there was a number to append.
  @discardableResult
  mutating func appendNumber(
    _ field: JSONField, of part: FlowPart, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) -> Bool {
    if let start = startOfValue(field, of: part, bytes),
      let count = IntegerText.printedDigitCount(bytes, start)
    {
      text.append(bytes, start..<(start &+ count))
      return true
    }
    guard let number = number(field, of: part, bytes) else {
      return false
    }
    text.append(decimal: number)
    return true
  }

  /// Appends `OUTER/INNER` where the inner name is there, else nothing.
  mutating func appendPair(
    _ outer: JSONField, _ inner: JSONField, of part: FlowPart, _ bytes: Span<UInt8>,
    to text: inout TextBuffer
  ) {
    guard let name = startOfText(inner, of: part, bytes) else {
      return
    }
    if let space = startOfText(outer, of: part, bytes) {
      StringText.append(bytes, stringAt: space, to: &text)
      text.append(UInt8(ascii: "/"))
    }
    StringText.append(bytes, stringAt: name, to: &text)
  }

  mutating func appendWorkload(
    _ side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    guard let list = array(.workloads, of: side.endpoint, bytes) else {
      return
    }
    guard let end = endOfContainer(at: list) else {
      return appendWorkload(bytes, arrayAt: list, to: &text)
    }
    if let number = learned.workloads.number(bytes, list..<end) {
      return learned.workloadTexts.append(number, to: &text)
    }
    let start = text.count
    appendWorkload(bytes, arrayAt: list, to: &text)
    if learned.workloads.keep(bytes, list..<end) {
      learned.workloadTexts.keep(text, from: start)
    }
  }

  /// The first workload, else the pod behind a mark.
  mutating func appendOwner(
    _ side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    let start = text.count
    appendWorkload(side, bytes, to: &text)
    if text.count == start, let pod = startOfText(.podName, of: side.endpoint, bytes) {
      text.append(TracedOwner.podMark)
      StringText.append(bytes, stringAt: pod, to: &text)
    }
  }

  private mutating func appendWorkload(
    _ bytes: Span<UInt8>, arrayAt list: Int, to text: inout TextBuffer
  ) {
    guard let workload = ObjectWalk.firstObject(bytes, arrayAt: list) else {
      return
    }
    open(objectAt: workload, bytes)
    DenyingPolicies.appendPath(opened, .kind, .name, bytes, to: &text)
  }

  func appendNames(_ field: JSONField, _ bytes: Span<UInt8>, to text: inout TextBuffer) {
    guard let list = line.flow.array(field, in: bytes) else {
      return
    }
    var names: [[UInt8]] = []
    ObjectWalk.elements(bytes, arrayAt: list) { name in
      if bytes[name.lowerBound] == Byte.quote && name.count > 2 {
        names.append(StringText.decoded(bytes, name))
      }
      return true
    }
    text.append(contentsOf: SortedText.joined(names))
  }

  mutating func appendProtocol(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    if let member = protocolMember(bytes) {
      member.field.protocolName.map { text.append($0) }
    }
  }

  mutating func appendRcode(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    if let code = number(.rcode, of: .dns, bytes) {
      text.append(decimal: code)
    } else if object(.dns, of: .l7, bytes) != nil, isResponse(bytes) {
      // 0 is not written: a response without a code is one without error.
      text.append(Byte.zero)
    }
  }

  mutating func isResponse(_ bytes: Span<UInt8>) -> Bool {
    guard let type = value(.lowerType, of: .l7, bytes) else {
      return false
    }
    return EnumText(bytes, type)?.matches(bytes, name: "RESPONSE", number: 2) ?? false
  }

  /// The agent's flow type: the L7 record's layer, else the event type.
  mutating func appendType(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    guard let number = eventType(bytes) else {
      return
    }
    if let name = EventType.name(of: number) {
      text.append(name)
    } else {
      text.append(decimal: number)
    }
  }

  /// The app by the agent's rule: the first label, in label order, of three keys.
  mutating func appendApp(
    _ side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    guard let labels = array(.labels, of: side.endpoint, bytes) else {
      return
    }
    ObjectWalk.elements(bytes, arrayAt: labels) { !Self.appendApp($0, bytes, to: &text) }
  }

  /// Appends the value of a label that names an app; false where it does not.
  @discardableResult
  static func appendApp(
    _ label: Range<Int>, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) -> Bool {
    for prefix in appLabels
    where bytes[label.lowerBound] == Byte.quote && StringText.hasPrefix(bytes, label, prefix) {
      let start = text.count
      StringText.append(bytes, label, to: &text)
      text.remove(start..<(start + prefix.utf8CodeUnitCount))
      return true
    }
    return false
  }

  private static let appLabels: [StaticString] = [
    "k8s:app.kubernetes.io/name=", "k8s:k8s-app=", "k8s:app=",
  ]
}
