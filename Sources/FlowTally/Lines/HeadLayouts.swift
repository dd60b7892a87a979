internal import CKernels

/// Where in a head the values lie that it is known for: offsets from the line's first byte.
struct HeadPlaces {
  /// Of the time's content; empty where the head has no time.
  let time: Range<Int>
  /// The first byte of the verdict's content.
  let verdict: Int
}

/// The heads that lines were seen to have, learned from lines that were walked through.
///
///     {"flow":{"time":"2026-05-11T06:00:00.000699696Z","uuid":"89016597-...","verdict":"FORWARDED",...
///     ................______________________________.........._________________..............
///     fixed (.) up to the quote that opens the verdict, but for the contents of string values (_)
///
/// A valid line with such a head holds a flow, first member of its wrapper, whose first time and verdict are at known
/// offsets. A bare head, as a narrow field mask leaves it, has no time. Kept over the whole run.
struct HeadLayouts {
  private(set) var heads: [LineHead] = []
  private(set) var places: [HeadPlaces] = []
  /// Whether any head has a time.
  private(set) var haveTimes = false
  /// A bit a head: it has none.
  private(set) var bareHeads: UInt32 = 0

  /// Learns the head of a valid line that was read; false where it has none that can be learned, or there is no room.
  mutating func learn(_ line: borrowing LineReader, _ bytes: Span<UInt8>, _ start: Int) -> Bool {
    guard heads.count < LineFindings.headCount, line.hasFlow,
      let verdict = line.flow.string(.verdict, in: bytes)?.lowerBound,
      verdict - start < LineFindings.headByteCount,
      let flow = line.wrapper.object(.flow, in: bytes),
      JSONText.skipWhiteSpace(bytes, start) == start,
      var head = Self.head(bytes, start..<(verdict + 1), flow: flow)
    else {
      return false
    }
    let value = line.flow.string(.time, in: bytes).flatMap { $0.upperBound < verdict ? $0 : nil }
    let time = value.map { ($0.lowerBound + 1 - start)..<($0.upperBound - 1 - start) } ?? 0..<0
    head.time = time.count == LineKnownTail.timeByteCount ? UInt32(time.lowerBound) : 0
    haveTimes = haveTimes || !time.isEmpty
    bareHeads |= time.isEmpty ? 1 << UInt32(heads.count) : 0
    heads.append(head)
    places.append(HeadPlaces(time: time, verdict: verdict + 1 - start))
    return true
  }

  /// The head of these bytes; nil where they hold a backslash, or the flow is not the wrapper's first member.
  private static func head(_ bytes: Span<UInt8>, _ range: Range<Int>, flow: Int) -> LineHead? {
    var head = LineHead()
    var position = range.lowerBound
    var quoteCount = 0
    while position < range.upperBound {
      let byte = bytes[position]
      guard byte == Byte.quote, position < range.upperBound - 1 else {
        guard byte != Byte.backslash else {
          return nil
        }
        head.set(byte, isFixed: true, at: position - range.lowerBound)
        position += 1
        continue
      }
      let end = ValidText.endOfString(bytes, position)
      let isKey = bytes[JSONText.skipWhiteSpace(bytes, end)] == Byte.colon
      quoteCount += position < flow ? 1 : 0
      for index in position..<end {
        guard bytes[index] != Byte.backslash else {
          return nil
        }
        let isFixed = isKey || index == position || index == end - 1
        head.set(bytes[index], isFixed: isFixed, at: index - range.lowerBound)
      }
      position = end
    }
    return quoteCount == 1 ? head : nil
  }
}
