import Testing

@testable import FlowTally

/// Digests of lines: different for whatever differs.
@Suite struct LineDigestTests {
  private func value(
    _ text: String, _ digest: LineDigest = LineDigest(first: 1, second: 2), at offset: Int = 0,
    _ kind: LineDigest.Kind = .line, context: Int64 = 0, filler: UInt8 = 0
  ) -> UInt64 {
    let bytes = Array(text.utf8)
    let block =
      [UInt8](repeating: filler, count: offset) + bytes + [UInt8](repeating: filler, count: 64)
    return digest.value(block.span, offset..<(offset + bytes.count), kind, context: context)
  }

  @Test(
    "a digest depends on the bytes, their number, kind, context and seeds, and on nothing around them"
  )
  func dependence() {
    var found: Set<UInt64> = []
    var count = 0
    for length in 0..<70 {
      for letter in ["a", "b"] {
        let text = String(repeating: "a", count: length) + letter
        let digest = value(text)
        #expect(value(text, at: 3) == digest)
        #expect(value(text, filler: 255) == digest)
        let others = [
          digest, value(text, .init(first: 2, second: 2)), value(text, .init(first: 1, second: 3)),
          value(text, .init(first: 1, second: 2), .uuid), value(text, context: 1),
        ]
        found.formUnion(others)
        count += others.count
      }
    }
    // "a" times n and then "a" is the next length's beginning, so none is there twice.
    #expect(found.count == count)
  }

  @Test("zero bytes at a line's end change the digest")
  func zeros() {
    let texts = (0..<20).map { "a" + String(repeating: "\0", count: $0) }
    #expect(Set(texts.map { value($0) }).count == texts.count)
  }

  @Test("one byte anywhere in a line changes the digest")
  func everyByte() {
    let text = (0..<200).map { String(UnicodeScalar(UInt8(33 + $0 % 90))) }.joined()
    let digest = value(text)
    for index in 0..<text.utf8.count {
      var bytes = Array(text.utf8)
      bytes[index] ^= 1
      #expect(value(String(decoding: bytes, as: UTF8.self)) != digest, "byte \(index)")
    }
  }
}
