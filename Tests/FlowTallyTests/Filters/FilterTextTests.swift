import Testing

@testable import FlowTally

/// The parts that filters are made of, each against rows of texts.
@Suite struct FilterTextTests {
  private static func number(_ text: String) -> AddressNumber? {
    let bytes = Array(text.utf8)
    return AddressNumber(bytes.span, 0..<bytes.count)
  }

  @Test(
    "what Go reads as an address is one, in one number",
    arguments: [
      ("1.2.3.4", true, UInt128(0x0102_0304)), ("0.0.0.0", true, 0),
      ("::ffff:1.2.3.4", true, 0x0102_0304), ("::FFFF:102:304", true, 0x0102_0304),
      ("0:0:0:0:0:ffff:1.2.3.4", true, 0x0102_0304), ("::", false, 0), ("::1", false, 1),
      ("1::", false, UInt128(1) << 112), ("1::2", false, UInt128(1) << 112 | 2),
      ("1:2:3:4:5:6:7:8", false, 0x0001_0002_0003_0004_0005_0006_0007_0008),
      ("1:2:3:4:5:6:7::", false, 0x0001_0002_0003_0004_0005_0006_0007_0000),
      ("::1.2.3.4", false, 0x0102_0304), ("fd00::00a1", false, UInt128(0xFD00) << 112 | 0xA1),
    ] as [(String, Bool, UInt128)])
  func addresses(text: String, isIPv4: Bool, value: UInt128) {
    #expect(Self.number(text) == AddressNumber(isIPv4: isIPv4, value: value))
  }

  @Test(
    "anything else is none",
    arguments: [
      "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "1..3.4", "1.2.3.",
      ":", ":::", "1:", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
      "1::2::3", "12345::", "g::", "::1%eth0", "1.2.3.4:80", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4",
      "::1.2.3.4:5", "1.2.3.4::", "fe80::1/64",
    ])
  func noAddresses(text: String) {
    #expect(Self.number(text) == nil)
  }

  @Test(
    "a CIDR range holds the addresses with its prefix",
    arguments: [
      ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
      ("10.9.9.9/8", "10.0.0.1", true), ("0.0.0.0/0", "255.1.1.1", true),
      ("1.2.3.4/32", "1.2.3.4", true), ("1.2.3.4/32", "1.2.3.5", false),
      ("10.0.0.0/8", "::ffff:10.0.0.1", true), ("0.0.0.0/0", "::1", false),
      ("::/0", "::1", true), ("::/0", "1.2.3.4", false), ("fd00::/8", "fdff::1", true),
      ("fd00::/8", "fe00::", false), ("::ffff:0:0/96", "1.2.3.4", true),
      ("::ffff:10.0.0.0/104", "10.1.2.3", true), ("::ffff:10.0.0.0/104", "11.1.2.3", false),
      ("::1/128", "::1", true), ("::1/128", "::2", false),
    ])
  func ranges(range: String, address: String, isIn: Bool) throws {
    let range = try #require(AddressRange(range))
    let number = try #require(Self.number(address))
    #expect(range.contains(number) == isIn)
  }

  @Test(
    "what is no range is refused",
    arguments: [
      "10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/", "/8", "::/129",
      "10.0.0/8", "a/8", "10.0.0.0/8/8", "10.0.0.0/0x8",
    ])
  func noRanges(text: String) {
    #expect(AddressRange(text) == nil)
  }

  @Test(
    "a URL has the path that Go gives it, or none",
    arguments: [
      ("http://h/a/b", "/a/b"), ("http://h", ""), ("http://h?x", ""), ("/a?b/c", "/a"),
      ("/a#f", "/a#f"), ("/a%2Fb", "/a/b"), ("/a+b", "/a+b"), ("/%zz", nil), ("/%4", nil),
      ("*", "*"), ("", nil), ("a", nil), ("a/b", nil), ("a:b", ""), ("mailto:x@y", ""),
      (":a", nil), ("1a:/b", nil), ("//h/a", "//h/a"), ("http:/a", "/a"), ("http:a", ""),
      ("http://h:80/a", "/a"), ("http://h:/a", "/a"), ("http://h:8x/a", nil),
      ("http://u:p@h/a", "/a"), ("http://u p@h/a", nil), ("http://u%zz@h/a", nil),
      ("http://[::1]/a", "/a"), ("http://[::1]:80/a", "/a"), ("http://[::1/a", nil),
      ("http://[::1]x/a", nil), ("http://[fe80::1%25eth0]/a", "/a"), ("http://h%41/a", nil),
      ("http://h%C3%A9/a", "/a"), ("http://h\"/a", "/a"), ("http://h\\/a", nil),
      ("http://é/a", "/a"), ("http://a b/c", nil), ("/a b", "/a b"), ("/a\u{7F}", nil),
      ("/a\n", nil), ("/%C3%A9", "/é"), ("/%FF", "/\u{FFFD}"), ("/%E2%82", "/\u{FFFD}\u{FFFD}"),
      ("HTTP://h/A", "/A"), ("h+-.1://x/y", "/y"), ("/?", "/"), ("http://@/a", "/a"),
    ] as [(String, String?)])
  func paths(url: String, path: String?) {
    let bytes = Array(url.utf8)
    var found: [UInt8] = []
    let isPath = RequestPath.read(bytes.span, 0..<bytes.count, into: &found)
    #expect((isPath ? text(found) : nil) == path)
  }

  @Test(
    "a pattern of names fits what its stars stand for",
    arguments: [
      ("*", "a.b-c", true), ("*", "", true), ("*", "a_b", false), ("*", "A", false),
      ("a*c", "abc", true), ("a*c", "ac", true), ("a*c", "abcd", false), ("a*b*c", "aXbc", false),
      ("*.example.com", "x.example.com", true), ("*.example.com", "example.com", false),
      ("EXAMPLE.com.", "example.com", true), ("example.com", "example.com.", false),
      ("*_*", "a_b", true), ("*_*", "a_b_c", false), ("*ab*ab*", "ab-ab", true),
      ("*ab*ab*", "abab", true), ("*aba*", "abaab", true), ("a**b", "a-b", true),
      (" a ", "a", true), ("*a*a*a*a*a*b", String(repeating: "a", count: 200), false),
    ])
  func patterns(pattern: String, name: String, fits: Bool) throws {
    let bytes = Array(name.utf8)
    #expect(try NamePattern(pattern).matches(bytes.span, 0..<bytes.count) == fits)
  }

  @Test("what is no pattern is refused", arguments: ["", ".", "a..", "a b", "a/b", "ä", "a,b"])
  func noPatterns(pattern: String) {
    #expect(throws: FilterProblem.self) { try NamePattern(pattern) }
  }

  @Test(
    "what is no label selector is refused",
    arguments: [
      ",", "a,", ",a", "a=b=c", "=a", "a in b", "a in (b", "a in (b c)", "a in", "!a=b", "a b",
      "a>x", "a>", "a/b/c", "a-", "a=-b", "a:b:c", "!", "a !b", "(a)", "a==!b",
      String(repeating: "a", count: 64), "A/b",
    ])
  func noSelectors(text: String) {
    #expect(throws: FilterProblem.self) { try LabelSelectorText.read(text) }
  }

  @Test(
    "a selector's values may be empty, and its words signs elsewhere",
    arguments: [
      ("a", 1), ("a,b", 2), ("a=", 1), ("a in (),b", 2), ("a in (,b)", 1), ("a in (b,,c)", 1),
      ("in in (in,notin)", 1), ("notin=in", 1), (" a = b , !c ", 2), ("a!=b", 1), ("k8s:a/b=c", 1),
      ("", 0), ("a notin(b)", 1), ("k8s:a>5,b<7", 2),
    ])
  func selectors(text: String, count: Int) throws {
    #expect(try LabelSelectorText.read(text).requirements.count == count)
  }
}
