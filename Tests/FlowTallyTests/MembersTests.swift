import Testing

@testable import FlowTally

@Suite struct MembersTests {
  /// The value of `field` in an object, as text.
  private func value(_ field: JSONField, of object: String) -> String? {
    withValue(object) { bytes, range in
      var members = Members()
      ObjectWalk.members(bytes, objectAt: range.lowerBound, into: &members)
      return members.value(field, in: bytes).map { Self.text(bytes, $0) }
    }
  }

  private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: range.map { bytes[$0] }, as: UTF8.self)
  }

  static let rows: [(String, String?)] = [
    ("{}", nil), (#"{"node_name":"a"}"#, #""a""#), (#"{"nodeName":"a"}"#, #""a""#),
    (#"{"node_name":"a","node_name":"b"}"#, #""a""#),
    (#"{"node_name":"a","nodeName":"b"}"#, #""a""#),
    (#"{"nodeName":"a","node_name":"b"}"#, #""a""#),
    (#"{"node\u005fname":"a","node_name":"b"}"#, #""a""#),
    (#"{"node_name":null,"node_name":"b"}"#, nil), (#"{"node_name":null}"#, nil),
    (#"{"node_name":1,"node_name":"b"}"#, "1"), (#"{"x":{"node_name":"b"}}"#, nil),
    (#"{"x":["node_name","}"],"node_name":{"a":"}"}}"#, nil),
    (#"{ "x" : "\"}" , "node_name" : [ 1 , 2 ] , "y" : 1 }"#, nil),
    (#"{"x":"\\","node_name":true}"#, "true"), (#"{"node_name":-1.5e3}"#, "-1.5e3"),
    (#"{"node_name":5 ,"y":1}"#, "5"), ("{\"node_name\":5\t}", "5"),
  ]

  @Test(
    "of a key that comes twice the first counts, in both spellings; null is absent", arguments: rows
  )
  func value(object: String, expected: String?) {
    #expect(value(.nodeName, of: object) == expected)
  }

  @Test("a member of another type than asked for is absent")
  func types() {
    let object = #"{"verdict":"s","flow":{},"labels":[],"identity":5,"time":null}"#
    withValue(object) { bytes, range in
      var members = Members()
      ObjectWalk.members(bytes, objectAt: 0, into: &members)
      let fields: [JSONField] = [.verdict, .flow, .labels, .identity, .time, .uuid]
      #expect(
        fields.map { members.string($0, in: bytes) != nil } == [
          true, false, false, false, false, false,
        ])
      #expect(
        fields.map { members.object($0, in: bytes) != nil } == [
          false, true, false, false, false, false,
        ])
      #expect(
        fields.map { members.array($0, in: bytes) != nil } == [
          false, false, true, false, false, false,
        ])
      #expect(
        fields.map { members.value($0, in: bytes) != nil } == [
          true, false, false, true, false, false,
        ])
      #expect(
        fields.map { members.isPresent($0, in: bytes) } == [
          true, true, true, true, false, false,
        ])
      #expect(fields.map { members.hasKey($0) } == [true, true, true, true, true, false])
    }
  }

  @Test("every field has a place of its own")
  func allFields() {
    let object =
      "{" + JSONField.allCases.map { "\"\($0.name)\":\($0.rawValue)" }.joined(separator: ",") + "}"
    for field in JSONField.allCases {
      #expect(value(field, of: object) == String(field.rawValue))
    }
  }

  @Test("the elements of an array are visited in order, until the visitor has enough")
  func elements() {
    withValue(#"[ 1 , "a,]" , [2,[]] , {"x":[1]} , null ]"#) { bytes, range in
      var seen: [String] = []
      ObjectWalk.elements(bytes, arrayAt: 0) {
        seen.append(Self.text(bytes, $0)); return true
      }
      #expect(seen == ["1", #""a,]""#, "[2,[]]", #"{"x":[1]}"#, "null"])
      seen = []
      ObjectWalk.elements(bytes, arrayAt: 0) {
        seen.append(Self.text(bytes, $0)); return seen.count < 2
      }
      #expect(seen.count == 2)
    }
    withValue("[ ]") { bytes, _ in
      ObjectWalk.elements(bytes, arrayAt: 0) { _ in
        Issue.record("no element"); return true
      }
    }
  }

  /// A string as JSON has it, and what it means.
  static let strings: [(String, String)] = [
    (#""""#, ""), (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
    (#""\u0000\u001f\u007f""#, "\u{0}\u{1f}\u{7f}"), (#""\u00e9é\u20AC""#, "éé€"),
    (#""\ud83d\ude00😀""#, "😀😀"), (#""\uffff\ue000\ud7ff""#, "\u{ffff}\u{e000}\u{d7ff}"),
    (#""\udbff\udfff""#, "\u{10ffff}"), (#""a\\u0041""#, #"a\u0041"#),
    (#""12345678\"12345678\\""#, #"12345678"12345678\"#),
  ]

  @Test("a string means what RFC 8259 says", arguments: strings)
  func decoded(string: String, expected: String) {
    withValue(string) { bytes, range in
      #expect(FlowTallyTests.text(StringText.decoded(bytes, range)) == expected)
      var decoded = TextBuffer()
      StringText.append(bytes, stringAt: range.lowerBound, to: &decoded)
      #expect(FlowTallyTests.text(decoded.bytes) == expected)
      let content = StringText.withContent(bytes, range) { Self.text($0, $1) }
      #expect(content == expected)
    }
  }

  @Test("a string equals a text, or begins with it, whatever its escapes")
  func comparisons() {
    let strings = [
      #""DROPPED""#, #""DR\u004fPPED""#, #""DROPPEDX""#, #""DROPPE""#, #""""#, #""D\\ROPPED""#,
    ]
    let equal = strings.map { withValue($0) { StringText.equals($0, $1, "DROPPED") } }
    #expect(equal == [true, true, false, false, false, false])
    let begins = strings.map { withValue($0) { StringText.hasPrefix($0, $1, "DROPPED") } }
    #expect(begins == [true, true, true, false, false, false])
  }
}
