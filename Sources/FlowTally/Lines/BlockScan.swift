/// Where the lines of a block end, and which of them have to be judged one by one.
struct BlockScan: Sendable {
  /// The offset of each line's LF.
  private(set) var ends: [UInt32] = []
  /// The lines that may be no valid JSON object, ascending; every other line is one.
  private(set) var suspects: [UInt32] = []
  private var reader = LineReader()

  mutating func scan(_ bytes: Span<UInt8>) {
    ends.removeAll(keepingCapacity: true)
    suspects.removeAll(keepingCapacity: true)
    var start = 0
    while start < bytes.count {
      let end = LineEnd.next(bytes, start)
      guard case .object = reader.read(bytes, start, end) else {
        suspects.append(UInt32(ends.count))
        ends.append(UInt32(end))
        start = end + 1
        continue
      }
      ends.append(UInt32(end))
      start = end + 1
    }
  }
}
