internal import FlowAnswer

/// The time that an envelope gives what is in it, in one of its well-known members.
enum EnvelopeTime {
  /// The first of them that holds a time counts.
  private static let names: [StaticString] = ["\"@timestamp\"", "\"time\"", "\"timestamp\""]

  /// The time of the valid object at `start`.
  static func time(_ bytes: Span<UInt8>, objectAt start: Int) -> Timestamp? {
    var times: [Timestamp?] = [nil, nil, nil]
    var hasCome = [false, false, false]
    ObjectWalk.eachMember(bytes, objectAt: start) { key, value in
      for (index, name) in names.enumerated() where !hasCome[index] && equals(bytes, key, name) {
        hasCome[index] = true
        if bytes[value.lowerBound] == Byte.quote {
          times[index] = TimestampText.parse(bytes, value)
        }
      }
    }
    return times.compactMap { $0 }.first
  }

  private static func equals(
    _ bytes: Span<UInt8>, _ key: Range<Int>, _ name: StaticString
  ) -> Bool {
    guard key.count == name.utf8CodeUnitCount else {
      return false
    }
    // A static string's bytes live as long as the program.
    return (0..<key.count).allSatisfy { unsafe bytes[key.lowerBound + $0] == name.utf8Start[$0] }
  }
}
