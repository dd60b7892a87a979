import FlowInput

@testable import FlowInput

/// Container prefixes, parts of lines, BOM, lines that are too long: whatever the size of blocks, against the plain rule.
///
/// The first byte says how long a line may be, the second how large a block is.
struct PrefixesTarget: FuzzTarget {
  private let file = ScratchFile()

  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    guard input.count > 2 else {
      return
    }
    let text = Array(input.dropFirst(2))
    guard CompressedForm(head: text) == nil, UTF16Mark(head: text) == nil else {
      return
    }
    let limit = Int(input[0])
    let source = file.input(text)
    let found = ReadLine.all(of: source, blockByteCount: 1 << 12, limit: limit)
    let expected = PlainInput(text, limit: limit).lines
    let shown = "\(String(decoding: text, as: UTF8.self).debugDescription), limit \(limit)"
    try Mismatch.check(found.map(\.withoutPlace), expected, "lines of \(shown)")
    let size = 1 + Int(input[1])
    let cut = ReadLine.all(of: source, blockByteCount: size, limit: limit)
    try Mismatch.check(cut, found, "lines of \(shown), in blocks of \(size) bytes")
  }
}
