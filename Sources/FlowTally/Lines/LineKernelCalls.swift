internal import CKernels

/// The calls of the line kernels: into C, or to the Swift twin. Their contracts: LineKernels.h.
///
/// Every pointer is used only within the call; the arrays are made as long as the kernel's contract asks.
extension KernelSet {
  /// For each line the number of its head.
  func matchHeads(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ heads: [LineHead], into found: inout [LineMatch]
  ) {
    found.grow(to: ends.count, filling: LineMatch())
    guard let lines = unsafe lines else {
      return LineTwins.matchHeads(bytes, ends, heads, into: &found)
    }
    unsafe bytes.withUnsafeBufferPointer { block in
      unsafe ends.withUnsafeBufferPointer { ends in
        unsafe lines.pointee.matchHeads(
          block.baseAddress, 0, ends.baseAddress, ends.count, heads, heads.count, &found)
      }
    }
  }

  /// For each line the number of its tail.
  func matchTails(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ heads: [LineHead], _ matches: [LineMatch],
    _ tails: borrowing KnownTails, into found: inout [UInt16]
  ) {
    found.grow(to: ends.count, filling: KnownTails.none)
    guard let lines = unsafe lines else {
      return LineTwins.matchTails(bytes, ends, heads, matches, tails, into: &found)
    }
    unsafe bytes.withUnsafeBufferPointer { block in
      unsafe ends.withUnsafeBufferPointer { ends in
        unsafe lines.pointee.matchTails(
          block.baseAddress, 0, ends.baseAddress, ends.count, heads, matches, tails.table,
          &found)
      }
    }
  }

  /// Takes lines whose head and tail tell all that is counted of them; gives the number of the first that is not taken.
  ///
  /// `found` and `tails` have room for each line of the block.
  @inline(__always)
  func takeLines(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ range: Range<Int>, _ told: LineTaking,
    _ taken: inout LineTaken, _ found: inout [LineMatch], _ tails: inout [UInt16]
  ) -> Int {
    assert(found.count >= ends.count && tails.count >= ends.count, "room for each line")
    guard let lines = unsafe lines else {
      return unsafe LineTwins.takeLines(bytes, ends, range, told, &taken, &found, &tails)
    }
    return unsafe bytes.withUnsafeBufferPointer { block in
      unsafe ends.withUnsafeBufferPointer { ends in
        unsafe withUnsafePointer(to: told) { told in
          unsafe lines.pointee.takeLines(
            block.baseAddress, ends.baseAddress, range.lowerBound, range.upperBound, told, &taken,
            &found, &tails)
        }
      }
    }
  }

  /// For each line its tail.
  func findTails(_ bytes: Span<UInt8>, _ ends: Span<UInt32>, into tails: inout [LineTail]) {
    tails.grow(to: ends.count, filling: LineTail())
    guard let lines = unsafe lines else {
      return LineTwins.findTails(bytes, ends, into: &tails)
    }
    unsafe bytes.withUnsafeBufferPointer { block in
      unsafe ends.withUnsafeBufferPointer { ends in
        unsafe lines.pointee.findTails(
          block.baseAddress, 0, ends.baseAddress, ends.count, &tails)
      }
    }
  }

  /// Where the keys of times and nodes may stand; nil where there are too many to be listed.
  func findObstacles(_ bytes: Span<UInt8>, into offsets: inout [UInt32]) -> Int? {
    let room = 4096
    offsets.grow(to: room, filling: 0)
    let count: Int
    if let lines = unsafe lines {
      count = unsafe bytes.withUnsafeBufferPointer { block in
        unsafe lines.pointee.findObstacles(block.baseAddress, block.count, &offsets, room)
      }
    } else {
      count = LineTwins.findObstacles(bytes, into: &offsets, room: room)
    }
    return count < room ? count : nil
  }

  /// Finds the structure of a line from its first byte to its LF, given a bit for each byte of the block that is outside
  /// strings; false where it has none that can be listed.
  func findStructure(
    _ bytes: Span<UInt8>, outside: Span<UInt64>, _ start: Int, _ end: Int,
    into structure: inout LineStructure
  ) -> Bool {
    guard let lines = unsafe lines else {
      return LineTwins.findStructure(bytes, outside: outside, start, end, into: &structure)
    }
    let count = unsafe bytes.withUnsafeBufferPointer { block in
      unsafe outside.withUnsafeBufferPointer { outside in
        unsafe lines.pointee.findStructure(
          block.baseAddress, outside.baseAddress, start, end, structure.offsets, structure.bytes)
      }
    }
    structure.count = max(0, Int(count))
    return count >= 0
  }

  /// Whether a line of that structure has these members.
  func hasMembers(
    _ bytes: Span<UInt8>, _ start: Int, _ structure: borrowing LineStructure,
    _ members: [LineMember], _ keys: [LineKey]
  ) -> Bool {
    guard let lines = unsafe lines else {
      return LineTwins.hasMembers(bytes, start, structure, members, keys)
    }
    return unsafe bytes.withUnsafeBufferPointer { block in
      guard let base = block.baseAddress else {
        return false
      }
      return unsafe lines.pointee.hasMembers(
        base + start, structure.offsets, members, members.count, keys) != 0
    }
  }

  /// What undoing escapes may overwrite behind what it writes.
  static let copySlack = Int(LINE_COPY_SLACK)

  /// Writes what the content of a valid string means that lies in `bytes`, up to an escape that stands for another byte than a quote, a
  /// backslash or a slash.
  ///
  /// `out` has room for as many bytes as are given, and the slack.
  func undoEscapes(
    _ bytes: Span<UInt8>, _ content: Range<Int>, to out: UnsafeMutableRawPointer
  ) -> (read: Int, written: Int) {
    guard let lines = unsafe lines else {
      return unsafe LineTwins.undoEscapes(bytes, content, to: out)
    }
    let copy = unsafe bytes.extracting(content).withUnsafeBufferPointer { text in
      unsafe lines.pointee.undoEscapes(
        text.baseAddress, text.count, out.assumingMemoryBound(to: UInt8.self))
    }
    return (copy.read, copy.written)
  }
}

extension Array {
  /// Makes the array at least so long; it never shrinks.
  mutating func grow(to count: Int, filling element: Element) {
    if self.count < count {
      append(contentsOf: repeatElement(element, count: count - self.count))
    }
  }
}
