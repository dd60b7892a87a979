internal import FlowAnswer

/// Of an input that comes in windows: whether a line is one that no earlier window held. Everywhere else every line is.
extension BlockCounter {
  /// The flow of the line that was read last, whose time is known.
  mutating func isNewFlow(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard window != nil else {
      return true
    }
    guard facts.time != .absent else {
      window?.noteUntimedFlow()
      return isNewUntimed(bytes, line)
    }
    let node = Self.place(flow.wrapperNodeName(bytes) ?? flow.nodeName(bytes), bytes)
    let digest = digest(bytes, line)
    return window?.isNew(digest, .flow, node, bytes, at: facts.time.nanoseconds) ?? true
  }

  /// The place of the string that begins at `start`.
  private static func place(_ start: Int?, _ bytes: Span<UInt8>) -> Range<Int>? {
    start.map { $0..<ValidText.endOfString(bytes, $0) }
  }

  /// An object that is no flow.
  mutating func isNewEvent(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard window != nil else {
      return true
    }
    guard let time = flow.wrapperTime(bytes) else {
      return isNewUntimed(bytes, line)
    }
    let node = Self.place(flow.wrapperNodeName(bytes), bytes)
    let digest = digest(bytes, line)
    return window?.isNew(digest, .event, node, bytes, at: time.nanoseconds) ?? true
  }

  /// A line without a time.
  mutating func isNewUntimed(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    window?.isNewUntimed(.line, bytes, line) ?? true
  }

  /// A line whose bytes were passed over.
  mutating func isNewUnread() -> Bool {
    let nothing: [UInt8] = []
    return window?.isNewUntimed(.unread, nothing.span, 0..<0) ?? true
  }

  /// A flow's uuid, which any rendering of it has, else the line.
  private func digest(_ bytes: Span<UInt8>, _ line: Range<Int>) -> UInt64 {
    guard let digest = window?.digest else {
      return 0
    }
    guard flow.line.hasFlow, let uuid = flow.line.flow.string(.uuid, in: bytes), uuid.count > 2
    else {
      return digest.value(bytes, line, .line)
    }
    return digest.value(bytes, uuid, .uuid)
  }
}
