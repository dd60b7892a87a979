import TestSupport
import Testing

@testable import FlowTally

/// The kernels that search a block against their twin, which looks at one place after the other.
@Suite struct NeedleSearchTests {
  private static let words = ["abc", "\"payments\"", "10.0.", "ffff", "aa", "é", "\"http\"", "x"]

  @Test("every set finds the same lines as the twin", arguments: UInt64(0)..<50)
  func sets(seed: UInt64) {
    var random = SeededNumbers(seed)
    let lines = (0..<(1 + random.below(60))).map { _ in
      (0..<random.below(80)).map { _ in
        random.chance(70)
          ? String(repeating: ".", count: random.below(30)) : random.pick(Self.words)
      }.joined()
    }
    let texts = (0..<(1 + random.below(3))).map { _ in
      random.pick(["\"payments", "10.0.", "abc", "c10", "http\"", ".10", "...abc..."])
    }
    var needles = texts.compactMap { Needle.part(Array($0.utf8)) }
    if random.chance(30) {
      needles.append(.mappedAddress)
    }
    let block = lines.joined(separator: "\n").replacing(
      "ffff", with: random.pick(["ffff:", "fFFf:"]))
    let text = Array(block.utf8) + [10]
    let ends = text.indices.filter { text[$0] == 10 }.map { UInt32($0) }
    let found = KernelSet.available.map { kernels in
      var search = NeedleSearch(needles, kernels: kernels)
      Block(text).withBytes { search.search($0, ends.span) }
      return search.found
    }
    #expect(found.allSatisfy { $0 == found[0] }, "seed \(seed)")
  }

  @Test("a text at a line's first and last byte is found, one across two lines is not")
  func edges() {
    let lines = ["payments", "xpayments", "pay", "ments", "paymentsx", "payment"]
    let text: [UInt8] = lines.flatMap { [UInt8]($0.utf8) + [10] }
    let ends = text.indices.filter { text[$0] == 10 }.map { UInt32($0) }
    for kernels in KernelSet.available {
      var search = NeedleSearch(
        [Needle.part(Array("payments".utf8))].compactMap { $0 }, kernels: kernels)
      Block(text).withBytes { search.search($0, ends.span) }
      #expect(search.found == [1, 1, 0, 0, 1, 0], "\(kernels.name)")
    }
  }
}
