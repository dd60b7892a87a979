internal import FlowAnswer

/// The texts that tell an end of a flow, as the agent makes them; nothing is appended for what is absent.
///
/// Source: Cilium 1.19, pkg/hubble/metrics/api/context.go.
enum ContextText {
  /// The first identifier that the end has.
  static func appendEnd(
    _ flow: inout Flow, _ context: EndContext, of side: FlowSide, _ direction: TrafficDirection,
    _ bytes: Span<UInt8>,
    to text: inout TextBuffer
  ) {
    let start = text.count
    for identifier in context.identifiers(direction) where text.count == start {
      append(&flow, identifier, of: side, bytes, to: &text)
    }
  }

  private static func append(
    _ flow: inout Flow, _ identifier: ContextIdentifier, of side: FlowSide, _ bytes: Span<UInt8>,
    to text: inout TextBuffer
  ) {
    switch identifier {
    case .identity:
      Self.appendList(flow.array(.labels, of: side.endpoint, bytes), bytes, to: &text)
    case .namespace: flow.appendString(.namespace, of: side.endpoint, bytes, to: &text)
    case .pod:
      appendNamespacePrefix(&flow, of: side, bytes, to: &text)
      flow.appendString(.podName, of: side.endpoint, bytes, to: &text)
    case .podName: flow.appendString(.podName, of: side.endpoint, bytes, to: &text)
    case .dns: Self.appendList(flow.line.flow.array(side.names, in: bytes), bytes, to: &text)
    case .ip: flow.appendString(side.address, of: .ip, bytes, to: &text)
    case .reservedIdentity:
      flow.reservedLabel(of: side, bytes).map { StringText.append(bytes, $0, to: &text) }
    case .workload:
      if readFirstWorkload(&flow, of: side, bytes) {
        appendNamespacePrefix(&flow, of: side, bytes, to: &text)
        appendOfWorkload(flow, .name, bytes, to: &text)
      }
    case .workloadName: appendWorkload(&flow, .name, of: side, bytes, to: &text)
    case .app: appendAgentsApp(&flow, of: side, bytes, to: &text)
    }
  }

  /// A label of `labelsContext`; `swapsEnds` exchanges source and destination.
  static func append(
    _ flow: inout Flow, _ label: ContextLabel, swapsEnds: Bool, _ bytes: Span<UInt8>,
    to text: inout TextBuffer
  ) {
    let side: FlowSide = label.isOfSource != swapsEnds ? .source : .destination
    switch label {
    case .sourceIP, .destinationIP: flow.appendString(side.address, of: .ip, bytes, to: &text)
    case .sourcePod, .destinationPod:
      flow.appendString(.podName, of: side.endpoint, bytes, to: &text)
    case .sourceNamespace, .destinationNamespace:
      flow.appendString(.namespace, of: side.endpoint, bytes, to: &text)
    case .sourceWorkload, .destinationWorkload:
      appendWorkload(&flow, .name, of: side, bytes, to: &text)
    case .sourceWorkloadKind, .destinationWorkloadKind:
      appendWorkload(&flow, .kind, of: side, bytes, to: &text)
    case .sourceApp, .destinationApp: appendAgentsApp(&flow, of: side, bytes, to: &text)
    case .trafficDirection: appendDirection(flow, unknown: "unknown", bytes, to: &text)
    }
  }

  private static func appendNamespacePrefix(
    _ flow: inout Flow, of side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    if let namespace = flow.text(.namespace, of: side.endpoint, bytes) {
      StringText.append(bytes, namespace, to: &text)
      text.append(UInt8(ascii: "/"))
    }
  }

  private static func appendWorkload(
    _ flow: inout Flow, _ field: JSONField, of side: FlowSide, _ bytes: Span<UInt8>,
    to text: inout TextBuffer
  ) {
    if readFirstWorkload(&flow, of: side, bytes) {
      appendOfWorkload(flow, field, bytes, to: &text)
    }
  }

  /// Puts the members of the end's first workload into `scratch`; false where there is none.
  private static func readFirstWorkload(_ flow: inout Flow, of side: FlowSide, _ bytes: Span<UInt8>)
    -> Bool
  {
    guard let list = flow.array(.workloads, of: side.endpoint, bytes),
      let workload = ObjectWalk.firstObject(bytes, arrayAt: list)
    else {
      return false
    }
    flow.open(objectAt: workload, bytes)
    return true
  }

  private static func appendOfWorkload(
    _ flow: borrowing Flow, _ field: JSONField, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    flow.opened.string(field, in: bytes).map { StringText.append(bytes, $0, to: &text) }
  }

  /// The value of the first label that names an app and has one.
  private static func appendAgentsApp(
    _ flow: inout Flow, of side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    guard let labels = flow.array(.labels, of: side.endpoint, bytes) else {
      return
    }
    let start = text.count
    ObjectWalk.elements(bytes, arrayAt: labels) { label in
      Flow.appendApp(label, bytes, to: &text)
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
  static func appendDirection(
    _ flow: borrowing Flow, unknown: StaticString, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    let start = text.count
    switch flow.line.flow.value(.trafficDirection, in: bytes).flatMap({ EnumText(bytes, $0) }) {
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

  private static func appendDirection(
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
