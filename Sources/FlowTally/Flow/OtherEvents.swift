internal import FlowAnswer

/// Lines that are no flows: lost events and the states of nodes.
extension Flow {
  /// Whether the line tells of lost events, wrapped or bare; an empty notice tells of none.
  ///
  /// From then on `lostCount` and `appendLostSource` speak of them.
  mutating func readLostEvents(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    if let event = line.wrapper.object(.lostEvents, in: bytes) {
      guard !ObjectWalk.isEmptyObject(bytes, event) else {
        return false
      }
      line.readOther(bytes, event)
      return true
    }
    guard line.wrapper.isPresent(.numEventsLost, in: bytes) else {
      return false
    }
    line.readOther(bytes, JSONText.skipWhiteSpace(bytes, start))
    return true
  }

  /// How many events were lost.
  func lostCount(_ bytes: Span<UInt8>) -> UInt64 {
    line.other.value(.numEventsLost, in: bytes).flatMap { IntegerText.unsigned(bytes, $0) } ?? 0
  }

  /// Appends the source of the loss by its name.
  func appendLostSource(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    let value = line.other.value(.source, in: bytes).flatMap { EnumText(bytes, $0) }
    switch value {
    case .name(let range):
      StringText.append(bytes, range, to: &text)
    case .number(let number):
      if let source = UInt8(exactly: number).flatMap(LostEventSource.init) {
        text.append(source.staticName)
      } else {
        text.append(decimal: number)
      }
    case nil:
      text.append(LostEventSource.unknown.staticName)
    }
  }

  /// The nodes that a node_status line calls unavailable or in error.
  mutating func unavailableNodes(_ bytes: Span<UInt8>, _ body: ([UInt8]) -> Void) {
    guard let status = line.wrapper.object(.nodeStatus, in: bytes) else {
      return
    }
    line.readOther(bytes, status)
    guard let state = line.other.value(.stateChange, in: bytes),
      let value = EnumText(bytes, state),
      value.matches(bytes, name: "NODE_UNAVAILABLE", number: 2)
        || value.matches(bytes, name: "NODE_ERROR", number: 4),
      let names = line.other.array(.nodeNames, in: bytes)
    else {
      return
    }
    ObjectWalk.elements(bytes, arrayAt: names) { name in
      if bytes[name.lowerBound] == Byte.quote {
        body(StringText.decoded(bytes, name))
      }
      return true
    }
  }
}
