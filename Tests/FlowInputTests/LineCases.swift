import Testing

/// Raw bytes of files in, lines out.
struct LineCase: CustomTestStringConvertible, Sendable {
  let rule: String
  let files: [[UInt8]]
  var maximumLineByteCount = 1 << 24
  let expected: [String]

  init(_ rule: String, _ files: [String], limit: Int = 1 << 24, _ expected: [String]) {
    self.init(rule, bytes: files.map { Array($0.utf8) }, limit: limit, expected)
  }

  init(_ rule: String, bytes: [[UInt8]], limit: Int = 1 << 24, _ expected: [String]) {
    self.rule = rule
    files = bytes
    maximumLineByteCount = limit
    self.expected = expected
  }

  var testDescription: String { rule }
}

private let time = "2026-01-02T15:04:05.12345678Z"
private let mark: [UInt8] = [0xef, 0xbb, 0xbf]

private func long(_ count: Int) -> String {
  String(repeating: "x", count: count)
}

let lineCases: [LineCase] =
  plainCases + markCases + prefixCases + partCases
  + prefixLookalikes.map {
    LineCase("no prefix: \($0.debugDescription)", [$0 + "\n"], [line($0, "0:1@0")])
  } + limitCases

/// A line as `Seen` describes it.
private func line(_ text: String, _ place: String) -> String {
  text.utf8.count > 60
    ? "line \(text.utf8.count) bytes, \(String(text.prefix(20)).debugDescription) \(place)"
    : "line \(text.debugDescription) \(place)"
}

private let plainCases = [
  LineCase("an empty file gives nothing", [""], []),
  LineCase("empty files give nothing", ["", "", ""], []),
  LineCase("LF ends a line", ["a\nbb\n"], [line("a", "0:1@0"), line("bb", "0:2@2")]),
  LineCase(
    "a last line without LF is a line", ["a\nbb"], [line("a", "0:1@0"), line("bb", "0:2@2")]),
  LineCase("a file without LF is a line", ["{}"], [line("{}", "0:1@0")]),
  LineCase(
    "empty lines are lines", ["\n\na\n\n"],
    [line("", "0:1@0"), line("", "0:2@1"), line("a", "0:3@2"), line("", "0:4@4")]),
  LineCase(
    "CR stays in a line", ["a\r\n\r\nb\rc\r"],
    [line("a\r", "0:1@0"), line("\r", "0:2@3"), line("b\rc\r", "0:3@5")]),
  LineCase(
    "a last line does not join the next file", ["a\nb", "c\n"],
    [line("a", "0:1@0"), line("b", "0:2@2"), line("c", "1:1@0")]),
  LineCase(
    "NUL is a byte like any other", ["a\0b\n\0"], [line("a\0b", "0:1@0"), line("\0", "0:2@4")]),
  LineCase("one byte 1f is text", bytes: [[0x1f]], [line("\u{1f}", "0:1@0")]),
]

private let markCases = [
  LineCase(
    "a BOM is removed at the input's first byte", ["\u{feff}{}\na\n"],
    [line("{}", "0:1@3"), line("a", "0:2@6")]),
  LineCase("a BOM is removed once", ["\u{feff}\u{feff}{}\n"], [line("\u{feff}{}", "0:1@3")]),
  LineCase(
    "a BOM elsewhere stays", ["a\n\u{feff}b\n"], [line("a", "0:1@0"), line("\u{feff}b", "0:2@2")]),
  LineCase(
    "a BOM of the second file stays", ["a\n", "\u{feff}b\n"],
    [line("a", "0:1@0"), line("\u{feff}b", "1:1@0")]),
  LineCase(
    "an empty file has no first byte", ["", "\u{feff}b\n"], [line("b", "1:1@3")]),
  LineCase("a BOM alone is an empty line", ["\u{feff}"], [line("", "0:1@3")]),
  LineCase("a BOM and LF are one empty line", ["\u{feff}\n"], [line("", "0:1@3")]),
  LineCase(
    "a BOM alone and the next file", ["\u{feff}", "b\n"], [line("", "0:1@3"), line("b", "1:1@0")]),
  LineCase("half a BOM is text", bytes: [[0xef, 0xbb]], [line("\u{fffd}", "0:1@0")]),
  LineCase(
    "half a BOM and the next file's rest are no BOM", bytes: [[0xef], [0xbb, 0xbf]],
    [line("\u{fffd}", "0:1@0"), line("\u{fffd}\u{fffd}", "1:1@0")]),
  LineCase("a prefix may follow a BOM", ["\u{feff}\(time) stdout F a\n"], [line("a", "0:1@3")]),
]

private let prefixCases = [
  LineCase(
    "a prefix is removed", ["\(time) stdout F a\n\(time) stderr F b\n"],
    [line("a", "0:1@0"), line("b", "0:2@\(41)")]),
  LineCase("a prefix of a last line without LF", ["\(time) stdout F a"], [line("a", "0:1@0")]),
  LineCase("a prefix alone is an empty line", ["\(time) stdout F \n"], [line("", "0:1@0")]),
  LineCase("CRs end a prefixed line", ["\(time) stdout F a\r\r\n"], [line("a", "0:1@0")]),
  LineCase(
    "a CR inside a prefixed line stays", ["\(time) stdout F a\rb\n"], [line("a\rb", "0:1@0")]),
  LineCase("tags are part of a prefix", ["\(time) stdout F:x:y a\n"], [line("a", "0:1@0")]),
  LineCase(
    "the time is any word behind the date", ["0000-99-99T\u{ff}+ stdout F a\n"],
    [line("a", "0:1@0")]),
  LineCase(
    "only one prefix is removed", ["\(time) stdout F \(time) stdout F a\n"],
    [line("\(time) stdout F a", "0:1@0")]),
  LineCase(
    "prefixed and plain lines mix", ["{}\n\(time) stdout F a\n{}\n12\n"],
    [line("{}", "0:1@0"), line("a", "0:2@3"), line("{}", "0:3@44"), line("12", "0:4@47")]),
]

private let partCases = [
  LineCase(
    "parts are joined, and stand where the first does",
    ["\(time) stdout P ab\n\(time) stdout P cd\n\(time) stdout F ef\n{}\n"],
    [line("abcdef", "0:1@0"), line("{}", "0:4@126")]),
  LineCase(
    "streams are joined apart",
    ["\(time) stdout P a\n\(time) stderr P b\n\(time) stdout F c\n\(time) stderr F d\n"],
    [line("ac", "0:1@0"), line("bd", "0:2@41")]),
  LineCase(
    "plain lines between parts go their way", ["\(time) stdout P a\n{}\n\(time) stdout F b\n"],
    [line("{}", "0:2@41"), line("ab", "0:1@0")]),
  LineCase(
    "CRs end a part", ["\(time) stdout P a\r\n\(time) stdout F b\r\n"], [line("ab", "0:1@0")]),
  LineCase(
    "parts go on in the next file", ["\(time) stdout P a\n", "\(time) stdout F b\n"],
    [line("ab", "0:1@0")]),
  LineCase(
    "a part left open is one unfinished line",
    ["\(time) stdout P a\n\(time) stdout P b\n{}\n"],
    [line("{}", "0:3@82"), "unfinished 0:1@0"]),
  LineCase(
    "both streams may be left open", ["\(time) stderr P a\n\(time) stdout P b"],
    ["unfinished 0:2@41", "unfinished 0:1@0"]),
  LineCase("an empty part left open is nothing", ["\(time) stdout P \n"], []),
  LineCase(
    "an empty part is no place", ["\(time) stdout P \n\(time) stdout F a\n"],
    [line("a", "0:2@40")]),
  LineCase(
    "a line joined over many blocks",
    [
      (0..<50).map { _ in "\(time) stdout P \(long(100))\n" }.joined()
        + "\(time) stdout F y\n{}\n"
    ],
    [line(long(5000) + "y", "0:1@0"), line("{}", "0:52@7041")]),
]

/// Lines that begin like a prefix and are none.
private let prefixLookalikes = [
  "2026-01-02", "2026-01-02T", "2026-01-02T stdout F a", "2026-01-02T1 stdout",
  "2026-01-02T1 stdout ",
  "2026-01-02T1 stdout F", "2026-01-02T1 stdout F:", "2026-01-02T1 stdout F: a",
  "2026-01-02T1 stdout F:x", "2026-01-02T1 stdout X a", "2026-01-02T1 stdin F a",
  "2026-01-02T1  stdout F a", "2026-01-02T1\tstdout F a", "2026-01-02T1\u{c}x stdout F a",
  "2026-01-02T1\u{b}x stdout F a", "2026-01-02T1\rx stdout F a", "2026-01-02t1 stdout F a",
  "2026-1-02T1 stdout F a", "02026-01-02T1 stdout F a", " 2026-01-02T1 stdout F a",
  "2026-01-02T1 stdout FP a", "2026-01-02T1 STDOUT F a", "2026-01-02T1 stdout F\ta",
  "2026-01-02T1 stdout F:x\ta", "2026/01/02T1 stdout F a",
]

private let limitCases = [
  LineCase("a line at the limit is fine", ["\(long(10))\n"], limit: 10, [line(long(10), "0:1@0")]),
  LineCase(
    "a line at the limit without LF is fine", [long(10)], limit: 10, [line(long(10), "0:1@0")]),
  LineCase(
    "a line over the limit is one oversize line", ["a\n\(long(11))\nb\n"], limit: 10,
    [line("a", "0:1@0"), "oversize 0:2@2", line("b", "0:3@14")]),
  LineCase("a last line over the limit", [long(11)], limit: 10, ["oversize 0:1@0"]),
  LineCase(
    "a line far over the limit", ["a\n\(long(9000))\nb\n", "c"], limit: 10,
    [line("a", "0:1@0"), "oversize 0:2@2", line("b", "0:3@9003"), line("c", "1:1@0")]),
  LineCase(
    "a file's last line far over the limit ends with the file", [long(9000), "c"], limit: 10,
    ["oversize 0:1@0", line("c", "1:1@0")]),
  LineCase(
    "a limit of 0 leaves empty lines", ["\na\n"], limit: 0, [line("", "0:1@0"), "oversize 0:2@1"]),
  LineCase(
    "the prefix does not count", ["\(time) stdout F \(long(10))\n"], limit: 10,
    [line(long(10), "0:1@0")]),
  LineCase(
    "prefixed and over the limit", ["\(time) stdout F \(long(11))\n{}"], limit: 10,
    ["oversize 0:1@0", line("{}", "0:2@51")]),
  LineCase(
    "joined at the limit", ["\(time) stdout P \(long(5))\n\(time) stdout F \(long(5))\n"],
    limit: 10, [line(long(10), "0:1@0")]),
  LineCase(
    "joined over the limit is one oversize line, told where it begins",
    [
      "\(time) stdout P \(long(5))\n\(time) stdout P \(long(6))\n\(time) stdout P a\n\(time) stdout F b\n\(time) stdout F c\n"
    ],
    limit: 10, ["oversize 0:1@0", line("c", "0:5@173")]),
  LineCase(
    "the last part brings it over the limit",
    ["\(time) stdout P \(long(5))\n\(time) stdout F \(long(6))\n\(time) stdout F c\n"],
    limit: 10, ["oversize 0:1@0", line("c", "0:3@91")]),
  LineCase(
    "over the limit and left open is one oversize line",
    ["\(time) stdout P \(long(11))\n\(time) stdout P a"],
    limit: 10, ["oversize 0:1@0"]),
  LineCase(
    "a part far over the limit ends with its last part",
    [
      "\(time) stdout P a\n\(time) stdout P \(long(9000))\n\(time) stderr F b\n\(time) stdout F c\n\(time) stdout F d\n"
    ],
    limit: 10, ["oversize 0:1@0", line("b", "0:3@9081"), line("d", "0:5@9163")]),
  LineCase(
    "a last part far over the limit ends the line",
    ["\(time) stdout P a\n\(time) stdout F \(long(9000))\n\(time) stdout F c\n"],
    limit: 10, ["oversize 0:1@0", line("c", "0:3@9081")]),
]
