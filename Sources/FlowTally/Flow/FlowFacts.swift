internal import FlowAnswer

extension Flow {
  /// The flow's time, else the wrapper's; nil where neither can be read.
  mutating func time(_ bytes: Span<UInt8>) -> Timestamp? {
    line.flow.string(.time, in: bytes).flatMap { TimestampText.parse(bytes, $0) }
      ?? wrapperTime(bytes)
  }

  /// The wrapper's time.
  mutating func wrapperTime(_ bytes: Span<UInt8>) -> Timestamp? {
    line.wrapper.string(.time, in: bytes).flatMap { TimestampText.parse(bytes, $0) }
  }

  /// Where the flow's node name begins, else the wrapper's.
  mutating func nodeName(_ bytes: Span<UInt8>) -> Int? {
    line.flow.startOfText(.nodeName, in: bytes) ?? wrapperNodeName(bytes)
  }

  /// Where the wrapper's node name begins.
  mutating func wrapperNodeName(_ bytes: Span<UInt8>) -> Int? {
    line.wrapper.startOfText(.nodeName, in: bytes)
  }

  /// The number of the event type, an integer of 32 bits with sign; nil where it was masked.
  mutating func eventType(_ bytes: Span<UInt8>) -> Int64? {
    if let known = state.eventType {
      return known
    }
    let number = readEventType(bytes)
    state.eventType = .some(number)
    return number
  }

  private mutating func readEventType(_ bytes: Span<UInt8>) -> Int64? {
    if let start = startOfValue(.lowerType, of: .eventType, bytes),
      let number = IntegerText.short(bytes, start)
    {
      return Int64(number)
    }
    guard let range = value(.lowerType, of: .eventType, bytes),
      let number = IntegerText.signed(bytes, range), Int32(exactly: number) != nil
    else {
      return nil
    }
    return number
  }

  /// Rule 6 of counting: event type 129, Type L7, or an l7 with a record.
  mutating func isL7(_ bytes: Span<UInt8>) -> Bool {
    if eventType(bytes) == EventType.accessLog {
      return true
    }
    if let type = line.flow.value(.type, in: bytes), let value = EnumText(bytes, type),
      value.matches(bytes, name: "L7", number: 2)
    {
      return true
    }
    return line.flow.hasKey(.l7)
      && (hasRecord(.dns, bytes) || hasRecord(.http, bytes) || hasRecord(.kafka, bytes))
  }

  private mutating func hasRecord(_ field: JSONField, _ bytes: Span<UInt8>) -> Bool {
    guard let record = object(field, of: .l7, bytes) else {
      return false
    }
    return !ObjectWalk.isEmptyObject(bytes, record)
  }

  /// The direction; absent and unknown values are `unknown`.
  mutating func direction(_ bytes: Span<UInt8>) -> TrafficDirection {
    if let start = line.flow.startOfString(.trafficDirection, in: bytes) {
      let word = Words.load(bytes, start &+ 1)
      // INGRESS" and EGRESS", little endian.
      if word == 0x2253_5345_5247_4E49 {
        return .ingress
      }
      if word &<< 8 == 0x2253_5345_5247_4500 {
        return .egress
      }
    }
    guard let range = line.flow.value(.trafficDirection, in: bytes),
      let value = EnumText(bytes, range)
    else {
      return .unknown
    }
    if value.matches(bytes, .ingress) {
      return .ingress
    }
    return value.matches(bytes, .egress) ? .egress : .unknown
  }

  /// The sum of the aggregate counters; nil where the line is not an aggregated one.
  ///
  /// Rule 4 of counting: a sum of 0 weighs 1.
  mutating func aggregateWeight(_ bytes: Span<UInt8>) -> UInt64? {
    guard line.flow.hasKey(.aggregate) else {
      return nil
    }
    var weight: UInt64?
    for field in [JSONField.ingressFlowCount, .egressFlowCount, .unknownDirectionFlowCount] {
      if let count = number(field, of: .aggregate, bytes) {
        weight = [weight ?? 0, count].saturatingSum
      }
    }
    return weight.map { max($0, 1) }
  }
}
