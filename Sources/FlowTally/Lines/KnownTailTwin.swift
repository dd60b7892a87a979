internal import CKernels

/// The kernel match_tails in Swift.
extension LineTwins {
  static func matchTails(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ heads: [LineHead], _ matches: [LineMatch],
    _ tails: borrowing KnownTails, into found: inout [UInt16]
  ) {
    var start = 0
    for line in 0..<ends.count {
      let end = Int(ends[line])
      let head = matches[line].head
      let time = head == LineFindings.noHead ? 0 : Int(heads[Int(head)].time)
      // The table is used within this call.
      found[line] = unsafe knownTail(bytes, start..<end, time: time, tails.table)
      start = end + 1
    }
  }

  static func knownTail(
    _ bytes: Span<UInt8>, _ line: Range<Int>, time: Int, _ known: LineKnownTails
  ) -> UInt16 {
    let end = line.upperBound
    let node = end - LineKnownTail.behindNode
    guard time > 0, line.count >= LineKnownTail.lineByteCount,
      stands("\",\"time\":\"", bytes, at: node), stands("\"}", bytes, at: end - 2),
      (0..<LineKnownTail.timeByteCount).allSatisfy({
        bytes[node + 10 + $0] == bytes[line.lowerBound + time + $0]
      })
    else {
      return KnownTails.none
    }
    // A slot is within the table, and a number it holds is that of a tail.
    let number = unsafe known.slots[KnownTails.slot(bytes, node)]
    guard number != KnownTails.none else {
      return KnownTails.none
    }
    // The number of a tail.
    let tail = unsafe known.tails[Int(number)]
    let start = node - LineKnownTail.byteCount
    let isSame = (0..<LineKnownTail.byteCount).allSatisfy {
      !tail.isFixed(at: $0) || bytes[start + $0] == tail.text(at: $0)
    }
    return isSame ? number : KnownTails.none
  }
}
