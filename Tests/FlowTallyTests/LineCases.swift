import CLines

@testable import FlowTally

/// Cases of CLines' kernels: what the twins find in a block of valid lines.
struct LineCases {
  private(set) var file: KernelCaseFile

  init(_ file: KernelCaseFile) {
    self.file = file
  }

  mutating func add(_ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ heads: [LineHead]) {
    let block = bytes.withUnsafeBufferPointer { raw($0) }
    let lines = ends.withUnsafeBufferPointer { raw($0) }
    var matches = [LineMatch](repeating: LineMatch(), count: ends.count)
    LineTwins.matchHeads(bytes, ends, heads, into: &matches)
    file.add("match_heads", inputs: [block, lines, raw(heads)], outputs: [raw(matches)])
    var tails = [LineTail](repeating: LineTail(), count: ends.count)
    LineTwins.findTails(bytes, ends, into: &tails)
    file.add("find_tails", inputs: [block, lines], outputs: [raw(tails)])
    for room in [4096, 3] {
      addObstacles("find_obstacles", ofBareLines: false, bytes, block, room: room)
      addObstacles("find_bare_obstacles", ofBareLines: true, bytes, block, room: room)
    }
    addColons(bytes, ends)
  }

  private mutating func addObstacles(
    _ kernel: String, ofBareLines areBare: Bool, _ bytes: Span<UInt8>, _ block: [UInt8], room: Int
  ) {
    var offsets = [UInt32](repeating: 0, count: room)
    let count = LineTwins.findObstacles(bytes, ofBareLines: areBare, into: &offsets, room: room)
    file.add(
      kernel, inputs: [block, raw([UInt32(room)])], outputs: [raw(offsets.prefix(count))])
  }

  /// Each line alone with its LF.
  private mutating func addColons(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) {
    let room = 2048
    var colons = [LineColon](repeating: LineColon(), count: room)
    var start = 0
    for index in 0..<ends.count {
      let end = Int(ends[index])
      let line = bytes.extracting(start..<(end + 1)).withUnsafeBufferPointer { raw($0) }
      for deepest in [2, 4] as [UInt32] {
        let list = LineTwins.findColons(
          bytes, start, end, deepest: deepest, into: &colons, room: room)
        let numbers: [UInt32] =
          list.map { [UInt32($0.count), $0.hasBackslash ? 1 : 0 as UInt32] } ?? [UInt32.max, 0]
        file.add(
          "find_colons",
          inputs: [line, raw([deepest, 0, UInt32(end - start), UInt32(room)])],
          outputs: [raw(colons.prefix(list?.count ?? 0)), raw(numbers)])
      }
      start = end + 1
    }
  }
}
