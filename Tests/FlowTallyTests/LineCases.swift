import CKernels

@testable import FlowTally

/// Cases of the line kernels: what the twins find in a block of valid lines.
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
    addTails(bytes, ends, heads, matches, block, lines)
    for seed in 0..<4 {
      addTaking(bytes, ends, heads, seed: seed, block, lines)
    }
    for room in [4096, 3] {
      addObstacles(bytes, block, room: room)
    }
    addStructures(bytes, ends)
    for texts in Self.needles {
      addNeedles(texts, bytes, ends, block, lines)
    }
  }

  /// The content of a valid string.
  mutating func add(content: [UInt8]) {
    var out = [UInt8](repeating: 0, count: content.count)
    let copy = out.withUnsafeMutableBytes { room in
      room.baseAddress.map { LineTwins.undoEscapes(content.span, content.indices, to: $0) }
        ?? (read: 0, written: 0)
    }
    file.add(
      "undo_escapes", inputs: [content],
      outputs: [Array(out.prefix(copy.written)), raw([UInt32(copy.read)])])
  }

  private mutating func addTails(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ heads: [LineHead], _ matches: [LineMatch],
    _ block: [UInt8], _ lines: [UInt8]
  ) {
    let tails = LineInputs.learnedTails(bytes, ends)
    var found = [UInt16](repeating: 0, count: ends.count)
    LineTwins.matchTails(bytes, ends, heads, matches, tails, into: &found)
    file.add(
      "match_tails", inputs: [block, lines, raw(heads), raw(matches)] + Self.table(tails),
      outputs: [raw(found)])
  }

  /// The slots and the tails of a table.
  private static func table(_ tails: borrowing KnownTails) -> [[UInt8]] {
    let slots = UnsafeBufferPointer(start: tails.table.slots, count: Int(LINE_TAIL_SLOTS))
    let known = UnsafeBufferPointer(start: tails.table.tails, count: tails.count)
    return [raw(Array(slots)), raw(Array(known))]
  }

  private mutating func addTaking(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ heads: [LineHead], seed: Int, _ block: [UInt8],
    _ lines: [UInt8]
  ) {
    let inputs = TakingInputs(bytes, ends, heads, seed: seed)
    let tails = LineInputs.learnedTails(bytes, ends)
    let nodes = UnsafeBufferPointer(start: tails.nodeNumbers, count: tails.count)
    let numbers = [
      UInt32(inputs.range.lowerBound), UInt32(inputs.range.upperBound), UInt32(inputs.stayCount),
      inputs.obstacles == nil ? 0 : 1,
    ]
    file.add(
      "take_lines",
      inputs: [block, lines, raw(heads), raw([inputs.told]), raw(inputs.hidden)]
        + [raw(inputs.obstacles ?? [])] + Self.table(tails) + [raw(Array(nodes)), raw(numbers)],
      outputs: inputs.take(.twins, bytes, ends, tails).outputs)
  }

  private static let needles = [
    ["DROPPED"], ["\"http\"", "payments"], ["kube", "\"UDP", "10.0."],
  ]

  private mutating func addNeedles(
    _ texts: [String], _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ block: [UInt8],
    _ lines: [UInt8]
  ) {
    let needles = texts.compactMap { Needle.part(Array($0.utf8)) } + [.mappedAddress]
    var search = NeedleSearch(needles, kernels: .twins)
    search.search(bytes, ends)
    file.add(
      "find_needles", inputs: [block, lines, raw(needles.map(\.kernelNeedle))],
      outputs: [search.found])
  }

  private mutating func addObstacles(_ bytes: Span<UInt8>, _ block: [UInt8], room: Int) {
    var offsets = [UInt32](repeating: 0, count: room)
    let count = LineTwins.findObstacles(bytes, into: &offsets, room: room)
    file.add(
      "find_obstacles", inputs: [block, raw([UInt32(room)])], outputs: [raw(offsets.prefix(count))])
  }

  /// Each line with some bytes before it and its LF: its structure, and whether it has its own members, those of the line before, or some that
  /// differ in one byte.
  private mutating func addStructures(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) {
    var structure = LineStructure()
    let outside = LineInputs.outside(bytes)
    var before: (count: Int, members: [LineMember], keys: [LineKey])?
    var start = 0
    for index in 0..<ends.count {
      let end = Int(ends[index])
      let line = bytes.extracting(start..<(end + 1))
      let first = max(0, start - index * 7 % 100)
      let words = LineInputs.words(outside[first...end])
      let part = bytes.extracting(first..<(end + 1))
      let isThere = LineTwins.findStructure(
        part, outside: words.span, start - first, end - first, into: &structure)
      addStructure(part, words, start - first, isThere: isThere, structure)
      if isThere {
        let own = members(line, structure)
        addMembers(line, structure, own.members, own.keys)
        addMembers(line, structure, own.members, spoilt(own.keys))
        if let before, before.count == structure.count {
          addMembers(line, structure, before.members, before.keys)
        }
        before = (structure.count, own.members, own.keys)
      }
      start = end + 1
    }
  }

  private mutating func addStructure(
    _ part: Span<UInt8>, _ outside: [UInt64], _ start: Int, isThere: Bool,
    _ structure: borrowing LineStructure
  ) {
    file.add(
      "find_structure",
      inputs: [
        part.withUnsafeBufferPointer { raw($0) }, raw(outside),
        raw([UInt32(start), UInt32(part.count - 1)]),
      ],
      outputs: [
        raw(isThere ? structure.allOffsets : []), isThere ? structure.allBytes : [],
        raw([isThere ? UInt32(structure.count) : UInt32.max]),
      ])
  }

  private mutating func addMembers(
    _ line: Span<UInt8>, _ structure: borrowing LineStructure, _ members: [LineMember],
    _ keys: [LineKey]
  ) {
    let has = LineTwins.hasMembers(line, 0, structure, members, keys)
    file.add(
      "has_members",
      inputs: [
        line.withUnsafeBufferPointer { raw($0) }, raw(structure.allOffsets),
        raw(members), raw(keys),
      ],
      outputs: [raw([has ? 1 : 0 as UInt32])])
  }

  /// All members that can be compared, each with a key of its own.
  private func members(
    _ line: Span<UInt8>, _ structure: borrowing LineStructure
  ) -> (members: [LineMember], keys: [LineKey]) {
    var members: [LineMember] = []
    var keys: [LineKey] = []
    for index in 0..<structure.count where structure.byte(index) == UInt8(ascii: ":") {
      if let key = LineKey(line, colon: structure.offset(index)) {
        members.append(LineMember(colon: UInt16(index), key: UInt16(keys.count)))
        keys.append(key)
      }
    }
    return (members, keys)
  }

  /// The same keys, the last of which asks for another byte before its colon.
  private func spoilt(_ keys: [LineKey]) -> [LineKey] {
    var keys = keys
    if let last = keys.indices.last {
      keys[last].text.27 ^= 1
    }
    return keys
  }
}
