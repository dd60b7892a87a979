internal import FlowAnswer

/// What groupings ask of a packet, its request and its ends, each appended decoded; nothing is appended for what is absent.
extension Flow {
  func appendIsReply(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    switch FlowMatching.truth(line.flow.value(.isReply, in: bytes), bytes) {
    case true?: text.append("true")
    case false?: text.append("false")
    case nil: break
    }
  }

  /// The flow's unique id.
  func appendUUID(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    if let place = line.flow.string(.uuid, in: bytes) {
      StringText.append(bytes, place, to: &text)
    }
  }

  /// The type of an ICMP packet; 0, which is not written, is an echo's reply.
  mutating func appendICMPType(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    guard let member = protocolMember(bytes), member.field == .icmpv4 || member.field == .icmpv6
    else {
      return
    }
    text.append(decimal: number(.lowerType, of: .ports, bytes) ?? 0)
  }

  /// The flags that are set, in the order of the header's bits.
  mutating func appendTCPFlags(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    guard protocolMember(bytes)?.field == .tcp, let flags = tcpFlags(bytes) else {
      return
    }
    let start = text.count
    for (bit, field) in TCPFlags.fields.enumerated() where flags.rawValue >> UInt16(bit) & 1 == 1 {
      if text.count > start {
        text.append(Byte.comma)
      }
      text.append(contentsOf: field.name.utf8)
    }
  }

  /// The name of the interface, else its index.
  mutating func appendInterface(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    guard let place = line.flow.object(.interface, in: bytes) else {
      return
    }
    open(objectAt: place, bytes)
    if let name = opened.startOfText(.name, in: bytes) {
      StringText.append(bytes, stringAt: name, to: &text)
    } else if let index = opened.value(.index, in: bytes).flatMap({
      IntegerText.unsigned(bytes, $0)
    }) {
      text.append(decimal: index)
    }
  }

  /// The observation point by its name; a number without one as its digits, 0 is absent.
  func appendTracePoint(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    guard let range = line.flow.value(.traceObservationPoint, in: bytes) else {
      return
    }
    switch EnumText(bytes, range) {
    case .name(let name): StringText.append(bytes, name, to: &text)
    case .number(let number) where number != 0:
      if let name = TracePoint.name(of: number) {
        text.append(name)
      } else {
        text.append(decimal: number)
      }
    case .number, nil: break
    }
  }

  /// `NAME:LINE`, or the name alone.
  mutating func appendFile(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    guard let place = line.flow.object(.file, in: bytes) else {
      return
    }
    open(objectAt: place, bytes)
    guard let name = opened.startOfText(.name, in: bytes) else {
      return
    }
    StringText.append(bytes, stringAt: name, to: &text)
    if let number = opened.value(.line, in: bytes).flatMap({ IntegerText.unsigned(bytes, $0) }),
      number > 0
    {
      text.append(Byte.colon)
      text.append(decimal: number)
    }
  }

  /// The path as `--http-path` sees it: of the parsed URL, its escapes decoded.
  mutating func appendHTTPPath(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    guard let url = self.text(.url, of: .http, bytes) else {
      return
    }
    let path = StringText.withContent(bytes, url) { content, range in
      var path: [UInt8] = []
      return RequestPath.read(content, range, into: &path) ? path : []
    }
    text.append(contentsOf: path)
  }
}

// MARK: Labels

extension Flow {
  /// All labels of an end, sorted, joined by commas.
  mutating func appendLabels(_ side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer) {
    guard let list = array(.labels, of: side.endpoint, bytes) else {
      return
    }
    guard let end = endOfContainer(at: list) else {
      return Self.appendLabels(bytes, arrayAt: list, to: &text)
    }
    if let number = learned.labels.number(bytes, list..<end) {
      return learned.labelTexts.append(number, to: &text)
    }
    let start = text.count
    Self.appendLabels(bytes, arrayAt: list, to: &text)
    if learned.labels.keep(bytes, list..<end) {
      learned.labelTexts.keep(text, from: start)
    }
  }

  private static func appendLabels(
    _ bytes: Span<UInt8>, arrayAt list: Int, to text: inout TextBuffer
  ) {
    var labels: [[UInt8]] = []
    ObjectWalk.elements(bytes, arrayAt: list) { label in
      if bytes[label.lowerBound] == Byte.quote && label.count > 2 {
        labels.append(StringText.decoded(bytes, label))
      }
      return true
    }
    text.append(contentsOf: SortedText.joined(labels))
  }

  /// The value of the first label that has a key.
  mutating func appendLabel(
    _ key: LabelKey, _ side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    guard let list = array(.labels, of: side.endpoint, bytes) else {
      return
    }
    var value: [UInt8] = []
    ObjectWalk.elements(bytes, arrayAt: list) { label in
      guard bytes[label.lowerBound] == Byte.quote else {
        return true
      }
      return StringText.withContent(bytes, label) { content, range in
        guard let place = key.value(of: content, range) else {
          return true
        }
        value = place.map { content[$0] }
        return false
      }
    }
    text.append(contentsOf: value)
  }
}

// MARK: Client and server

extension Flow {
  /// The end that asks, or the one that answers; nothing where a flow that was not dropped does not say whether it is a reply.
  mutating func appendPeer(
    isClient: Bool, _ verdict: FlowVerdict, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    guard let isReply = FlowMatching.isReply(self, bytes, verdict) else {
      return
    }
    appendEnd(isClient != isReply ? .source : .destination, bytes, to: &text)
  }

  /// `NAMESPACE/NAME` of an end's first workload, else of its pod, else the namespace that it is counted under.
  private mutating func appendEnd(
    _ side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    if let list = array(.workloads, of: side.endpoint, bytes),
      let workload = ObjectWalk.firstObject(bytes, arrayAt: list)
    {
      open(objectAt: workload, bytes)
      if let name = opened.startOfText(.name, in: bytes) {
        if let namespace = startOfText(.namespace, of: side.endpoint, bytes) {
          StringText.append(bytes, stringAt: namespace, to: &text)
          text.append(UInt8(ascii: "/"))
        }
        return StringText.append(bytes, stringAt: name, to: &text)
      }
    }
    let start = text.count
    appendPair(.namespace, .podName, of: side.endpoint, bytes, to: &text)
    if text.count == start {
      appendNamespace(of: side, bytes, to: &text)
    }
  }
}
