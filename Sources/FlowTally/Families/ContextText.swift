/// The texts that tell an end of a flow, as the agent makes them; nothing is appended for what is absent.
///
/// Source: Cilium 1.19, pkg/hubble/metrics/api/context.go.
extension Flow {
  /// The first identifier that the end has.
  mutating func appendEnd(
    _ context: EndContext, of side: FlowSide, _ direction: TrafficDirection, _ bytes: Span<UInt8>,
    to text: inout TextBuffer
  ) {
    let start = text.count
    for identifier in context.identifiers(direction) where text.count == start {
      append(identifier, of: side, bytes, to: &text)
    }
  }

  private mutating func append(
    _ identifier: ContextIdentifier, of side: FlowSide, _ bytes: Span<UInt8>,
    to text: inout TextBuffer
  ) {
    switch identifier {
    case .identity:
      Self.appendList(array(.labels, of: side.endpoint, bytes), bytes, to: &text)
    case .namespace: appendString(.namespace, of: side.endpoint, bytes, to: &text)
    case .pod:
      appendNamespacePrefix(of: side, bytes, to: &text)
      appendString(.podName, of: side.endpoint, bytes, to: &text)
    case .podName: appendString(.podName, of: side.endpoint, bytes, to: &text)
    case .dns: Self.appendList(line.flow.array(side.names, in: bytes), bytes, to: &text)
    case .ip: appendString(side.address, of: .ip, bytes, to: &text)
    case .reservedIdentity:
      reservedLabel(of: side, bytes).map { StringText.append(bytes, $0, to: &text) }
    case .workload:
      if readFirstWorkload(of: side, bytes) {
        appendNamespacePrefix(of: side, bytes, to: &text)
        appendOfWorkload(.name, bytes, to: &text)
      }
    case .workloadName: appendWorkload(.name, of: side, bytes, to: &text)
    case .app: appendAgentsApp(of: side, bytes, to: &text)
    }
  }

  /// A label of `labelsContext`; `swapsEnds` exchanges source and destination.
  mutating func append(
    _ label: ContextLabel, swapsEnds: Bool, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    let side: FlowSide = label.isOfSource != swapsEnds ? .source : .destination
    switch label {
    case .sourceIP, .destinationIP: appendString(side.address, of: .ip, bytes, to: &text)
    case .sourcePod, .destinationPod:
      appendString(.podName, of: side.endpoint, bytes, to: &text)
    case .sourceNamespace, .destinationNamespace:
      appendString(.namespace, of: side.endpoint, bytes, to: &text)
    case .sourceWorkload, .destinationWorkload: appendWorkload(.name, of: side, bytes, to: &text)
    case .sourceWorkloadKind, .destinationWorkloadKind:
      appendWorkload(.kind, of: side, bytes, to: &text)
    case .sourceApp, .destinationApp: appendAgentsApp(of: side, bytes, to: &text)
    case .trafficDirection: appendDirection(unknown: "unknown", bytes, to: &text)
    }
  }

  private mutating func appendNamespacePrefix(
    of side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    if let namespace = self.text(.namespace, of: side.endpoint, bytes) {
      StringText.append(bytes, namespace, to: &text)
      text.append(UInt8(ascii: "/"))
    }
  }

  private mutating func appendWorkload(
    _ field: JSONField, of side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    if readFirstWorkload(of: side, bytes) {
      appendOfWorkload(field, bytes, to: &text)
    }
  }

  /// Puts the members of the end's first workload into `scratch`; false where there is none.
  private mutating func readFirstWorkload(of side: FlowSide, _ bytes: Span<UInt8>) -> Bool {
    guard let list = array(.workloads, of: side.endpoint, bytes),
      let workload = ObjectWalk.firstObject(bytes, arrayAt: list)
    else {
      return false
    }
    ObjectWalk.members(bytes, objectAt: workload, into: &scratch)
    return true
  }

  private func appendOfWorkload(
    _ field: JSONField, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    scratch.string(field, in: bytes).map { StringText.append(bytes, $0, to: &text) }
  }

  /// The value of the first label that names an app and has one.
  private mutating func appendAgentsApp(
    of side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    guard let labels = array(.labels, of: side.endpoint, bytes) else {
      return
    }
    let start = text.count
    ObjectWalk.elements(bytes, arrayAt: labels) { label in
      Self.appendApp(label, bytes, to: &text)
      return text.count == start
    }
  }

  /// Appends the texts of a list, joined by commas.
  static func appendList(_ list: Int?, _ bytes: Span<UInt8>, to text: inout TextBuffer) {
    guard let list else {
      return
    }
    var isFirst = true
    ObjectWalk.elements(bytes, arrayAt: list) { element in
      guard bytes[element.lowerBound] == Byte.quote else {
        return true
      }
      if !isFirst {
        text.append(Byte.comma)
      }
      isFirst = false
      StringText.append(bytes, element, to: &text)
      return true
    }
  }

  /// The direction's name in small letters, as the agent writes enumerations; another word for none.
  func appendDirection(unknown: StaticString, _ bytes: Span<UInt8>, to text: inout TextBuffer) {
    let start = text.count
    switch line.flow.value(.trafficDirection, in: bytes).flatMap({ EnumText(bytes, $0) }) {
    case nil: text.append(unknown)
    case .number(let number): appendDirection(number, unknown: unknown, to: &text)
    case .name(let range):
      StringText.append(bytes, range, to: &text)
      text.lowercase(from: start)
      if text.storage[start..<text.count].elementsEqual(Self.unknownDirection) {
        text.truncate(to: start)
        text.append(unknown)
      }
    }
  }

  private func appendDirection(
    _ number: Int64, unknown: StaticString, to text: inout TextBuffer
  ) {
    switch TrafficDirection(rawValue: number) {
    case .unknown: text.append(unknown)
    case .ingress: text.append(TrafficDirection.ingress.label)
    case .egress: text.append(TrafficDirection.egress.label)
    case nil: text.append(decimal: number)
    }
  }

  private static let unknownDirection = Array(
    "\(TrafficDirection.unknown.name)".lowercased().utf8)
}
