import Testing

@testable import FlowState

/// State as text: what is written is read again, and nothing else is.
@Suite struct StateTextTests {
  static let texts: [[UInt8]] = [
    [], Array("payments".utf8), Array("a b".utf8), Array("\"\\\n\r\t".utf8),
    [0, 31, 32, 126, 127, 128, 255],
    Array("ü€😀".utf8), Array("\\x41".utf8),
  ]

  @Test("texts of any bytes come back", arguments: texts)
  func anyText(text: [UInt8]) throws {
    var writer = StateWriter()
    writer.line("a", [.text(text), .word("w"), .text(text)])
    #expect(writer.bytes.dropLast().allSatisfy { 0x20...0x7E ~= $0 })
    var reader = StateReader(writer.bytes)
    let line = try reader.next()
    #expect(line == StateLine(keyword: "a", values: [text, Array("w".utf8), text]))
    #expect(try reader.next() == nil)
  }

  @Test("numbers of any size come back")
  func numbers() throws {
    var writer = StateWriter()
    writer.line("n", [.integer(.min), .integer(.max), .count(.max), .count(0)])
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "n -9223372036854775808 9223372036854775807 18446744073709551615 0\n")
    var reader = StateReader(writer.bytes)
    let line = try #require(try reader.next())
    #expect(try line.integer(0) == .min && line.integer(1) == .max)
    #expect(try line.count(2) == .max && line.count(3) == 0)
    #expect(throws: StateDamage.self) { try line.count(0) }
    #expect(throws: StateDamage.self) { try line.integer(4) }
  }

  static let content = StateContent.bytes(
    configuration: [.init("filters", "--verdict DROPPED"), .init("input", "events.log")]
  ) { writer in
    writer.line("counter", [.count(12), .text("payments")])
  }

  @Test("a file's bytes come back, and look so")
  func file() throws {
    let lines = String(decoding: StateTextTests.content, as: UTF8.self).split(separator: "\n")
    #expect(
      lines.dropLast() == [
        "flowaudit-state 2", #"config "filters" "--verdict DROPPED""#,
        #"config "input" "events.log""#, #"counter 12 "payments""#,
      ])
    let content = try StateContent(Self.content)
    #expect(content.configuration.map(\.name) == ["filters", "input"])
    #expect(
      content.lines == [StateLine(keyword: "counter", values: [[49, 50], Array("payments".utf8)])])
  }

  @Test("a file that is cut anywhere is damaged")
  func cut() {
    for count in 0..<Self.content.count {
      #expect(throws: StateDamage.self) { try StateContent(Array(Self.content.prefix(count))) }
    }
  }

  @Test("a file of which one bit was changed is damaged")
  func changed() {
    for index in Self.content.indices {
      for bit in 0..<8 {
        var bytes = Self.content
        bytes[index] ^= 1 << UInt8(bit)
        #expect(throws: StateDamage.self) { try StateContent(bytes) }
      }
    }
  }

  @Test("the first setting that differs is named")
  func difference() throws {
    let content = try StateContent(Self.content)
    let same = content.configuration
    #expect(content.difference(from: same) == nil)
    let other = [same[0], StateContent.Setting("input", "other.log")]
    let found = try #require(content.difference(from: other))
    #expect(found == ("input", "events.log", "other.log"))
    let more = try #require(content.difference(from: same + [.init("metrics", "dns")]))
    #expect(more == ("metrics", "", "dns"))
  }
}
