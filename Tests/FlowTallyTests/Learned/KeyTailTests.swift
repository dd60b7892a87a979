import Testing

@testable import FlowTally

/// The table of fields by the ends of their keys.
@Suite struct KeyTailTests {
  /// The field of a key, found by where the key ends.
  private func field(_ key: String) -> JSONField? {
    let before = #"{"before":1,""#
    let line = before + key + #"":1}"#
    return Block(line: line).withBytes { bytes in
      KeyTails.fields.field(bytes, endingAt: before.utf8.count + key.utf8.count)
    }
  }

  @Test("a field is found by each of its names, and by no text that differs in one byte")
  func names() {
    let names = JSONField.allCases.flatMap { [($0.name, $0), ($0.camelCase, $0)] }
    let fields = Dictionary(names, uniquingKeysWith: { first, _ in first })
    for name in fields.keys.sorted() {
      #expect(field(name) == fields[name], "\(name)")
      for index in name.utf8.indices.enumerated() {
        var bytes = Array(name.utf8)
        bytes[index.offset] ^= 1
        let other = String(decoding: bytes, as: UTF8.self)
        #expect(field(other) == fields[other], "\(other)")
      }
      for other in ["x" + name, name + "x", String(name.dropFirst()), String(name.dropLast())] {
        #expect(field(other) == fields[other], "\(other)")
      }
    }
    #expect(fields.count > 100)
  }

  @Test("names are no longer than a slot of the table holds")
  func lengths() {
    let longest = JSONField.allCases.map { max($0.name.utf8.count, $0.camelCase.utf8.count) }.max()
    // Eight bytes, and four words before them.
    #expect((longest ?? 0) <= 40)
  }
}
