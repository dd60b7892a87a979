import FlowInput

@testable import FlowInput

/// Archives, damaged or not: they are listed alike twice, and their members read the same in any order.
struct ArchiveTarget: FuzzTarget {
  /// Lines of a member that are compared: a few bytes may unpack to very many.
  private static let mostLines = 2000
  private let file = ScratchFile()

  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    file.write(input)
    let list = InputList(arguments: [file.path])
    let again = InputList(arguments: [file.path])
    try Mismatch.check(again.inputs.map(\.name), list.inputs.map(\.name), "names of members")
    try Mismatch.check(again.problems, list.problems, "problems of the listing")
    let forward = list.inputs.map { Self.lines(of: $0) }
    let backward = Array(again.inputs.reversed().map { Self.lines(of: $0) }.reversed())
    try Mismatch.check(backward, forward, "members, from the last to the first")
  }

  private static func lines(of input: Input) -> [ReadLine] {
    ReadLine.all(of: input, blockByteCount: 1 << 12, limit: 1 << 12, atMost: mostLines)
  }
}
