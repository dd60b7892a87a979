import FlowReport
import Foundation
import Testing

struct EscapeTests {
  /// Text, and what it is for a terminal, JSON, CSV and Markdown.
  static let rows: [(String, String, String, String, String)] = [
    ("", "", #""""#, "", ""),
    ("kube-system", "kube-system", #""kube-system""#, "kube-system", "kube-system"),
    ("POLICY_DENIED", "POLICY_DENIED", #""POLICY_DENIED""#, "POLICY_DENIED", "POLICY_DENIED"),
    ("a\"b\\c", "a\"b\\c", #""a\"b\\c""#, #""a""b\c""#, #"a"b\\c"#),
    ("a\nb\r\tc", #"a\nb\r\tc"#, #""a\nb\r\tc""#, "\"a\nb\r\tc\"", #"a\\nb\\r\\tc"#),
    ("\r\n", #"\r\n"#, #""\r\n""#, "\"'\r\n\"", #"\\r\\n"#),
    ("\u{1B}[2J\u{7}", #"\x1b[2J\x07"#, #""\u001b[2J\u0007""#, #"\x1b[2J\x07"#, #"\\x1b\[2J\\x07"#),
    ("\u{0}\u{7F}", #"\x00\x7f"#, #""\u0000\u007f""#, #"\x00\x7f"#, #"\\x00\\x7f"#),
    ("\u{9B}31m", #"\u009b31m"#, #""\u009b31m""#, #"\u009b31m"#, #"\\u009b31m"#),
    (
      "\u{202E}x\u{2066}", #"\u202ex\u2066"#, #""\u202ex\u2066""#, #"\u202ex\u2066"#,
      #"\\u202ex\\u2066"#
    ),
    (
      "a\u{200B}\u{FEFF}", #"a\u200b\ufeff"#, #""a\u200b\ufeff""#, #"a\u200b\ufeff"#,
      #"a\\u200b\\ufeff"#
    ),
    (
      "\u{2028}\u{2029}", #"\u2028\u2029"#, #""\u2028\u2029""#, #"\u2028\u2029"#, #"\\u2028\\u2029"#
    ),
    ("\u{E0041}", #"\U000e0041"#, #""\udb40\udc41""#, #"\U000e0041"#, #"\\U000e0041"#),
    ("日本 👍🏽", "日本 👍🏽", "\"日本 👍🏽\"", "日本 👍🏽", "日本 👍🏽"),
    ("=1+1", "=1+1", #""=1+1""#, "'=1+1", "=1+1"),
    ("'=1", "'=1", #""'=1""#, "''=1", "'=1"),
    ("'a", "'a", #""'a""#, "'a", "'a"),
    ("+1,2", "+1,2", #""+1,2""#, #""'+1,2""#, "+1,2"),
    ("-x", "-x", #""-x""#, "'-x", "-x"),
    ("@x", "@x", #""@x""#, "'@x", "&#64;x"),
    ("\tx", #"\tx"#, #""\tx""#, "'\tx", #"\\tx"#),
    ("\u{FF1D}x", "\u{FF1D}x", "\"\u{FF1D}x\"", "'\u{FF1D}x", "\u{FF1D}x"),
    ("<b>&", "<b>&", #""<b>&""#, "<b>&", "&lt;b&gt;&amp;"),
    ("a|b", "a|b", #""a|b""#, "a|b", #"a\|b"#),
    (
      "_a_ *b* ~c~ `d`", "_a_ *b* ~c~ `d`", #""_a_ *b* ~c~ `d`""#, "_a_ *b* ~c~ `d`",
      #"\_a\_ \*b\* \~c\~ \`d\`"#
    ),
    (
      "![x](http://y)", "![x](http://y)", #""![x](http://y)""#, "![x](http://y)",
      #"\!\[x\](http\://y)"#
    ),
    ("www.x.y", "www.x.y", #""www.x.y""#, "www.x.y", #"www\.x.y"#),
    ("$a$ #1", "$a$ #1", #""$a$ #1""#, "$a$ #1", ##"\$a\$ \#1"##),
  ]

  @Test("each place has its own dangers", arguments: rows.indices)
  func places(index: Int) {
    let (text, terminal, json, csv, markdown) = Self.rows[index]
    #expect(Array(Escape.terminal(text).utf8) == Array(terminal.utf8))
    #expect(Array(Escape.json(text).utf8) == Array(json.utf8))
    #expect(Array(Escape.csv(text).utf8) == Array(csv.utf8))
    #expect(Array(Escape.markdown(text).utf8) == Array(markdown.utf8))
  }

  @Test("what is written is appended; bytes that are no UTF-8 are replaced")
  func bytes() {
    let escapes: [((Span<UInt8>, inout [UInt8]) -> Void, String)] = [
      (Escape.terminal, "x,a\u{FFFD}b"), (Escape.json, "x,\"a\u{FFFD}b\""),
      (Escape.csv, "x,a\u{FFFD}b"), (Escape.markdown, "x,a\u{FFFD}b"),
    ]
    for (escape, expected) in escapes {
      var text = Array("x,".utf8)
      escape(([0x61, 0xFF, 0x62] as [UInt8]).span, &text)
      #expect(String(decoding: text, as: UTF8.self) == expected)
    }
  }

  @Test(
    "combining marks beyond four in a row are shown, so that they cannot paint over other lines")
  func marks() {
    let mark = "\u{301}"
    #expect(Escape.terminal("e" + String(repeating: mark, count: 4)).unicodeScalars.count == 5)
    #expect(
      Escape.terminal("e" + String(repeating: mark, count: 6))
        == "e\u{301}\u{301}\u{301}\u{301}\\u0301\\u0301")
  }

  @Test("every scalar comes back from JSON, and no terminal sees a control character")
  func everyScalar() throws {
    for block in stride(from: 0, to: 0x11_0000, by: 0x1000) {
      var text = ""
      for value in block..<(block + 0x1000) {
        text.unicodeScalars.append(contentsOf: Unicode.Scalar(UInt32(value)).map { [$0] } ?? [])
      }
      let data = Data("[\(Escape.json(text))]".utf8)
      let read = try #require(JSONSerialization.jsonObject(with: data) as? [String])
      #expect(Array(read[0].utf16) == Array(text.utf16))
      for scalar in Escape.terminal(text).unicodeScalars {
        #expect(scalar.properties.generalCategory != .control)
        #expect(scalar.properties.generalCategory != .format)
      }
    }
  }
}
