internal import FlowAnswer

/// Of an input that comes in windows: whether a line is one that no earlier window held. Everywhere else every line is.
extension BlockCounter {
  /// The flow of the line that was read last, whose time is known.
  mutating func isNewFlow(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard window != nil else {
      return true
    }
    guard reader.facts.time != .absent else {
      window?.noteUntimedFlow()
      return isNewUntimed(bytes, line)
    }
    let node = BlockReader.place(
      reader.flow.wrapperNodeName(bytes) ?? reader.flow.nodeName(bytes), bytes)
    let digest = (window?.digest).map { reader.digest(bytes, line, $0) } ?? 0
    return window?.isNew(digest, .flow, node, bytes, at: reader.facts.time.nanoseconds) ?? true
  }

  /// An object that is no flow.
  mutating func isNewEvent(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard window != nil else {
      return true
    }
    let time = reader.eventTime(bytes)
    guard time != .absent else {
      return isNewUntimed(bytes, line)
    }
    let node = BlockReader.place(reader.flow.wrapperNodeName(bytes), bytes)
    let digest = (window?.digest).map { reader.digest(bytes, line, $0) } ?? 0
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
}
