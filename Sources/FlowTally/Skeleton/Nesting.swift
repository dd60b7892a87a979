/// The exact judgement of one line's events.
///
///     {"a":[{"b":1},2],"c":[[],{}]}LF    has the events    {[{},],:[[],{}]}
///
/// Behind a closing bracket, `,` says that an element of an array follows, `:` that a member of an object does.
enum Nesting {
  /// Whether the brackets match, one object holds them all, and no more are open than JSONText allows.
  static func isRight(_ events: Span<UInt8>) -> Bool {
    guard events.count > 0, events[0] == Byte.openBrace else {
      return false
    }
    var kinds: UInt128 = 0
    var depth = 0
    for index in events.indices {
      let event = events[index]
      if event == Byte.openBrace || event == Byte.openBracket {
        guard depth < JSONText.deepest, depth > 0 || index == 0 else {
          return false
        }
        kinds = kinds << 1 | (event == Byte.openBrace ? 1 : 0)
        depth += 1
        continue
      }
      let saysObject = event == Byte.closeBrace || event == Byte.colon
      guard depth > 0, (kinds & 1 == 1) == saysObject else {
        return false
      }
      if event == Byte.closeBrace || event == Byte.closeBracket {
        kinds >>= 1
        depth -= 1
      }
    }
    return depth == 0
  }

  /// Whether the object of a line whose brackets match holds more than one object or array.
  static func hasSeveralContainers(_ events: Span<UInt8>) -> Bool {
    var (depth, count) = (0, 0)
    for index in events.indices {
      switch events[index] {
      case Byte.openBrace, Byte.openBracket:
        count += depth == 1 ? 1 : 0
        depth += 1
      case Byte.closeBrace, Byte.closeBracket: depth -= 1
      default: break
      }
    }
    return count > 1
  }

  /// Bits 1, 5 and 6 of each of up to 64 events.
  static func planes(_ events: Span<UInt8>) -> (UInt64, UInt64, UInt64) {
    var planes: (UInt64, UInt64, UInt64) = (0, 0, 0)
    for index in events.indices {
      let event = UInt64(events[index])
      planes.0 |= (event >> 1 & 1) << UInt64(index)
      planes.1 |= (event >> 5 & 1) << UInt64(index)
      planes.2 |= (event >> 6 & 1) << UInt64(index)
    }
    return planes
  }
}
