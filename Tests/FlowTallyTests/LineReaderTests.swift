import Testing

@testable import FlowTally

@Suite struct LineReaderTests {
  /// `nil` for an object, -1 for a blank line, else the first wrong byte.
  static let lines: [(String, Int?)] = [
    ("", -1), (" ", -1), ("\t \r", -1), ("\r", -1),
    ("{}", nil), (" {} ", nil), ("{}\r", nil), ("\r{}", nil), (#"{"flow":{}}"#, nil),
    (#"{"flow":{"verdict":"DROPPED"},"flow":[1]}"#, nil),
    (#"{"flow":{"a":{"b":[{}]}} , "x":1}"#, nil),
    ("[]", 0), ("null", 0), ("1", 0), (#""a""#, 0), ("x", 0), ("  x", 2), ("\u{b}", 0),
    ("\u{a0}", 0),
    ("{", 1), ("{}}", 2), ("{} {}", 3), ("{}x", 2), (#"{"flow":{"#, 9), (#"{"flow":{}"#, 10),
    (#"{"flow":{}}}"#, 11), (#"{"flow":{]}"#, 9), (#"{"flow":{"a":1,}}"#, 15),
    (#"{"flow":{"a" 1}}"#, 13), (#"{"flow":{"a":1 "b":1}}"#, 15), (#"{"flow":{"a":tru}}"#, 16),
    (#"{"flow":{"\ud800":1}}"#, 10), (#"{"flow" {}}"#, 8), (#"{flow:{}}"#, 1), (#"{"a":1,}"#, 7),
    (#"{"a":1;}"#, 6), (#"{"flow":{"verdict":"DROP"#, 24), ("\u{feff}{}", 0), ("{\u{0}}", 1),
    ("{}\u{0}", 2),
  ]

  @Test("a line is blank, an object, or wrong at a byte", arguments: lines)
  func kind(text: String, expected: Int?) {
    var reader = LineReader()
    Block(line: text).withBytes { bytes in
      switch reader.read(bytes, 0, bytes.count - 1) {
      case .blank: #expect(expected == -1)
      case .malformed(let position): #expect(position == expected)
      case .object: #expect(expected == nil)
      }
    }
  }

  @Test("a line that begins within the block has its places there")
  func offset() throws {
    var reader = LineReader()
    let lines = [#"{"x":1}"#, #" {"flow":{"verdict":"AUDIT"},"time":"t"} "#, "{]"]
    Block(lines: lines).withBytes { bytes in
      let start = lines[0].utf8.count + 1
      let end = start + lines[1].utf8.count
      guard case .object = reader.read(bytes, start, end) else {
        Issue.record("not read as an object")
        return
      }
      let verdict = reader.flow.value(.verdict, in: bytes)
      #expect(verdict == start + 20..<start + 27)
      let time = reader.wrapper.value(.time, in: bytes)
      #expect(time == start + 36..<start + 39)
      guard case .malformed(let position) = reader.read(bytes, end + 1, end + 3) else {
        Issue.record("not malformed")
        return
      }
      #expect(position == end + 2)
      let hasFlow = reader.hasFlow
      #expect(!hasFlow)
    }
  }

  @Test("the line's own object and its flow count among the 128 open containers")
  func depth() {
    func nested(_ count: Int) -> String {
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    let rows: [(String, Bool)] = [
      (#"{"x":\#(nested(127))}"#, true), (#"{"x":\#(nested(128))}"#, false),
      (#"{"flow":{"x":\#(nested(126))}}"#, true), (#"{"flow":{"x":\#(nested(127))}}"#, false),
      (#"{"flow":\#(nested(127))}"#, true), (#"{"flow":\#(nested(128))}"#, false),
      (#"{"flow":{},"flow":{"x":\#(nested(126))}}"#, true),
      (#"{"flow":{},"flow":{"x":\#(nested(127))}}"#, false),
    ]
    var reader = LineReader()
    for (line, isValid) in rows {
      Block(line: line).withBytes { bytes in
        let kind = reader.read(bytes, 0, bytes.count - 1)
        if case .object = kind {
          #expect(isValid, "\(line)")
        } else {
          #expect(!isValid, "\(line)")
        }
      }
    }
  }

  /// A line, and whether its flow is an object that is taken for the flow.
  static let flows: [(String, Bool)] = [
    (#"{"flow":{}}"#, true), (#"{"\u0066low":{}}"#, true), (#"{"Flow":{}}"#, false),
    (#"{"flow":null}"#, false), (#"{"flow":null,"flow":{}}"#, false),
    (#"{"flow":1,"flow":{}}"#, false),
    (#"{"flow":[]}"#, false), (#"{"flow":"{}"}"#, false), (#"{"a":{"flow":{}}}"#, false),
    (#"{"flow":{"flow":{}}}"#, true),
  ]

  @Test("the flow is the object under the line's first key flow", arguments: flows)
  func hasFlow(line: String, expected: Bool) {
    var reader = LineReader()
    Block(line: line).withBytes { bytes in
      guard case .object = reader.read(bytes, 0, bytes.count - 1) else {
        Issue.record("not read as an object")
        return
      }
      let hasFlow = reader.hasFlow
      #expect(hasFlow == expected)
    }
  }

  @Test("a second flow does not add to the first")
  func secondFlow() {
    var reader = LineReader()
    let line = #"{"flow":{"verdict":"DROPPED"},"flow":{"verdict":"AUDIT","uuid":"u"}}"#
    Block(line: line).withBytes { bytes in
      _ = reader.read(bytes, 0, bytes.count - 1)
      let verdict = reader.flow.value(.verdict, in: bytes)
      #expect(verdict == 19..<28)
      let uuid = reader.flow.value(.uuid, in: bytes)
      #expect(uuid == nil)
    }
  }
}
