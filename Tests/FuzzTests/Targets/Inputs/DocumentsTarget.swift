import FlowAnswer
import FlowInput
import FlowTally

@testable import FlowInput

/// Documents over several lines, and lines that are gone into because they are too long: whatever the size of blocks, the same lines
/// come out, and the same is counted.
///
/// The first byte says how long a line may be, the second how large a block is.
struct DocumentsTarget: FuzzTarget {
  private let file = ScratchFile()
  private let counter = InputCounter()

  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    guard input.count > 2 else {
      return
    }
    let text = input.dropFirst(2)
    let limit = input[0] == 0 ? 1 << 20 : Int(input[0])
    let size = 1 + Int(input[1])
    let source = file.input(text)
    let shown = "\(String(decoding: text, as: UTF8.self).debugDescription), limit \(limit)"
    let whole = ReadLine.all(
      of: source, blockByteCount: 1 << 13, limit: limit, joinsDocuments: true)
    let cut = ReadLine.all(of: source, blockByteCount: size, limit: limit, joinsDocuments: true)
    try Mismatch.check(cut, whole, "lines of \(shown), in blocks of \(size) bytes")
    let counted = counter.count(source, blockByteCount: 1 << 13, limit: limit)
    let countedCut = counter.count(source, blockByteCount: size, limit: limit)
    try Mismatch.check(countedCut, counted, "counts of \(shown), in blocks of \(size) bytes")
  }
}
