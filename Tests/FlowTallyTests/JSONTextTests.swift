import Testing

@testable import FlowTally

@Suite struct JSONTextTests {
  /// Text, and the byte that is wrong or the end: the value ends at the LF where it is valid.
  static let values: [(String, Int?)] = [
    // Scalars.
    ("0", nil), ("-0", nil), ("10", nil), ("-1.5e+10", nil), ("1E-0", nil), ("0.00", nil),
    ("true", nil), ("false", nil), ("null", nil), (#""""#, nil),
    ("01", 1), ("-", 1), ("-01", 2), ("-a", 1), ("1.", 2), ("1.e1", 2), ("1e", 2), ("1e+", 3),
    ("1ee", 2), (".5", 0), ("+1", 0), ("tru", 3), ("trUe", 2), ("falsy", 4), ("nul", 3), ("", 0),
    ("'a'", 0), ("NaN", 0), ("Infinity", 0), ("]", 0), ("}", 0), (",", 0), (":", 0),
    // Strings.
    (#""a"#, 2), (#""\"""#, nil), (#""\"#, 2), (#""\x""#, 2), (#""\u12""#, 1), (#""\u12g4""#, 1),
    (#""\/\\\b\f\n\r\t""#, nil), (#""\U0041""#, 2), ("\"\t\"", 1), ("\"a\u{0}\"", 2),
    ("\"\u{1f}\"", 1), ("\"\u{7f}\"", nil), ("\"\u{2028}é😀\"", nil), ("\"12345678\u{1}\"", 9),
    (#""\ud83d\ude00""#, nil), (#""\uD83D\uDE00""#, nil), (#""\ud800""#, 1), (#""x\udc00""#, 2),
    (#""\ud800\ud800""#, 1), (#""\ud83dx""#, 1), (#""\ud83d\n""#, 1), (#""\ud83d\ude""#, 1),
    // Containers.
    ("[]", nil), ("[ ]", nil), ("{}", nil), ("{\t}", nil), ("[1,2 , 3]", nil), ("[[],{}]", nil),
    (#"{"a":1}"#, nil), (#"{"a" : {"b":[]} , "c":null}"#, nil), (#"{"":0}"#, nil),
    ("[1,]", 3), ("[,1]", 1), ("[1 2]", 3), ("[1", 2), ("[", 1), ("[1}", 2), ("[1,", 3),
    ("{a:1}", 1), ("{1:1}", 1), (#"{"a"}"#, 4), (#"{"a":}"#, 5), (#"{"a":1,}"#, 7),
    (#"{"a":1 "b":2}"#, 7), (#"{"a":1]"#, 6), (#"{"a":1"#, 6), (#"{,"a":1}"#, 1), ("{", 1),
    (#"{"a"=1}"#, 4), (#"{"a":01}"#, 6), (#"{"a":[1,{"b":tru}]}"#, 16), (#"{"a":"\q"}"#, 7),
  ]

  /// Text, and where the value ends that stands before what is wrong.
  static let prefixes = [
    ("[1]]", 3), ("{}{}", 2), ("1 2", 1), ("null,", 4), ("true1", 4), ("0x", 1), ("1.5.5", 3),
    (#""a"b"#, 3), ("-0-", 2), ("1e5e", 3), ("2:", 1),
  ]

  @Test("a value ends before what does not belong to it", arguments: prefixes)
  func prefix(text: String, end: Int) {
    Block(line: text).withBytes { #expect(JSONText.endOfValue($0, 0, depth: 0) == end) }
  }

  @Test("a value ends where it ends, or at its first wrong byte", arguments: values)
  func endOfValue(text: String, wrong: Int?) {
    let count = text.utf8.count
    Block(line: text).withBytes { bytes in
      let end = JSONText.endOfValue(bytes, 0, depth: 0)
      #expect(end == (wrong.map { ~$0 } ?? count))
      if wrong == nil {
        #expect(ValidText.endOfValue(bytes, 0) == count)
      }
    }
  }

  /// Bytes of one string, in hexadecimal; the first wrong one.
  static let sequences: [([UInt8], Int?)] = [
    ([0xC2, 0x80], nil), ([0xDF, 0xBF], nil), ([0xE0, 0xA0, 0x80], nil), ([0xED, 0x9F, 0xBF], nil),
    ([0xEE, 0x80, 0x80], nil), ([0xEF, 0xBF, 0xBF], nil), ([0xF0, 0x90, 0x80, 0x80], nil),
    ([0xF4, 0x8F, 0xBF, 0xBF], nil),
    ([0x80], 0), ([0xBF], 0), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0), ([0xC2], 0), ([0xC2, 0x41], 0),
    ([0xE0, 0x9F, 0xBF], 0), ([0xE1, 0x80], 0), ([0xE1, 0x80, 0xC0], 0), ([0xED, 0xA0, 0x80], 0),
    ([0xF0, 0x8F, 0xBF, 0xBF], 0), ([0xF1, 0x80, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
    ([0xF5, 0x80, 0x80, 0x80], 0), ([0xFE], 0), ([0xFF], 0),
    ([0x61, 0xC3, 0xA9, 0xC3], 3), ([0xC3, 0xA9, 0x80], 2),
  ]

  @Test("UTF-8 is as RFC 3629 has it", arguments: sequences)
  func utf8(sequence: [UInt8], wrong: Int?) {
    Block([0x22] + sequence + [0x22, 0x0A]).withBytes { bytes in
      let end = JSONText.endOfString(bytes, 0)
      #expect(end == (wrong.map { ~($0 + 1) } ?? sequence.count + 2))
    }
  }

  @Test("a string's special bytes are found wherever they lie in a word", arguments: 0..<40)
  func specialBytes(length: Int) {
    let plain = String(repeating: "x", count: length)
    for (middle, isValid) in [("", true), (#"\n"#, true), ("é", true), ("\u{1}", false)] {
      let text = "\"\(plain)\(middle)\(plain)\""
      Block(line: text).withBytes { bytes in
        let end = JSONText.endOfString(bytes, 0)
        #expect(end == (isValid ? text.utf8.count : ~(length + 1)))
      }
    }
  }

  @Test("at most 128 containers are open at once, those around the value included")
  func depth() {
    for around in [0, 1, 2, 127, 128] {
      for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let room = 128 - around
        let inner = open == "[" ? "" : "0"
        let fits =
          String(repeating: open, count: room) + inner + String(repeating: close, count: room)
        let tooDeep = open + fits + close
        let wrong = room * open.utf8.count
        Block(line: "\(fits)").withBytes { bytes in
          #expect(
            JSONText.endOfValue(bytes, 0, depth: around)
              == (room == 0 && inner == "" ? ~0 : fits.utf8.count))
        }
        Block(line: tooDeep).withBytes { bytes in
          #expect(JSONText.endOfValue(bytes, 0, depth: around) == ~wrong)
        }
      }
    }
  }

  @Test("no nesting needs memory: a million brackets are refused at the 129th")
  func manyBrackets() {
    let text = String(repeating: "[", count: 1_000_000)
    Block(line: text).withBytes { #expect(JSONText.endOfValue($0, 0, depth: 0) == ~128) }
  }
}
