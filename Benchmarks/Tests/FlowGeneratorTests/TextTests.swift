import Foundation
import Testing

@testable import FlowGenerator

@Suite struct TextTests {
  @Test("a line is written as Cilium's encoder does, zero values left out")
  func line() {
    #expect(
      text(spaced: false)
        == #"{"a":"x\"\\\n\t\u0001\u003c\u003e\u0026é","o":{"n":7,"f":false},"l":["1","2"],"#
        + #""e":[{"k":"v"},{"k":"w"}],"empty":{}}"#)
  }

  @Test("a spaced line has a blank behind each colon and comma")
  func spacedLine() {
    #expect(
      text(spaced: true)
        == #"{"a": "x\"\\\n\t\u0001\u003c\u003e\u0026é", "o": {"n": 7, "f": false}, "#
        + #""l": ["1", "2"], "e": [{"k": "v"}, {"k": "w"}], "empty": {}}"#)
  }

  private func text(spaced: Bool) -> String {
    var line = LineText(spaced: spaced)
    line.object { line in
      line.string("a", "x\"\\\n\t\u{1}<>&é")
      line.string("none", "")
      line.object("o") { object in
        object.number("n", 7)
        object.number("zero", 0)
        object.always("f", false)
        object.boolean("g", false)
      }
      line.strings("l", ["1", "2"])
      line.strings("m", LabelList([]))
      line.objects("e", ["v", "w"]) { $0.string("k", $1) }
      line.object("empty") { _ in }
    }
    return String(decoding: line.bytes, as: UTF8.self)
  }

  @Test("a line knows where its changing texts begin")
  func places() {
    var line = LineText()
    line.object { line in
      line.time("time")
      line.clientPort("port")
    }
    let text = #"{"time":"2026-05-11T06:00:00.000000000Z","port":32768}"#
    #expect(String(decoding: line.bytes, as: UTF8.self) == text)
    #expect(line.places.map(\.offset) == [9, 48])
  }

  @Test(
    "a time is written with nine digits",
    arguments: [
      (0, "1970-01-01T00:00:00.000000000"),
      (1_709_251_199_999_999_999, "2024-02-29T23:59:59.999999999"),
      (1_778_479_200_000_699_696, "2026-05-11T06:00:00.000699696"),
      (4_102_444_800_123_456_789, "2100-01-01T00:00:00.123456789"),
    ])
  func time(nanoseconds: Int, expected: String) {
    var time = TimeText()
    time.set(nanoseconds)
    let parts = [
      characters(time.minute.0), characters(time.minute.1), characters(time.seconds),
      characters(time.fraction), characters(time.lastDigit),
    ]
    #expect(parts.joined() == expected)
  }

  @Test("an identifier is a UUID of version 4")
  func identifier() {
    let text = IdentifierText(0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210)
    let parts = [
      characters(text.first), characters(text.middle.0), characters(text.middle.1),
      characters(text.middle.2), characters(text.last.0) + characters(text.last.1),
    ]
    #expect(parts.joined(separator: "-") == "01234567-89ab-4def-bedc-ba9876543210")
  }

  @Test("a client's port has five digits", arguments: [(0, "32768"), (28_231, "60999")])
  func port(bits: UInt64, expected: String) {
    let text = PortText(bits)
    #expect(characters(text.first) + characters(text.last) == expected)
  }

  private func characters(_ word: some FixedWidthInteger) -> String {
    let bytes = (0..<(word.bitWidth / 8)).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("damage makes a line malformed, wherever it strikes", arguments: Damage.allCases)
  func damage(kind: Damage) throws {
    var random = RandomNumbers(seed: 3)
    for line in try GeneratedLog(.full, lines: 200).lines {
      var text = LineText()
      text.replace(with: Array(line), intactUpTo: line.count)
      kind.apply(to: &text, &random)
      #expect(throws: (any Error).self) {
        try JSONSerialization.jsonObject(with: Data(text.bytes))
      }
    }
  }
}
