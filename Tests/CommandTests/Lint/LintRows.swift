import FlowMetrics
import Testing

/// Files of one directory, and all that `lint` says of them: `DIR/` stands for the directory.
///
/// The same files are given to promtool and to node_exporter, which must do what the table says of the rules that were
/// found.
struct LintRow: Sendable, CustomTestStringConvertible {
  let rule: String
  let files: [(name: String, bytes: [UInt8])]
  let output: String

  init(_ rule: String, _ text: String, _ output: String) {
    self.init(rule, [("a.prom", text)], output)
  }

  init(_ rule: String, _ files: [(String, String)], _ output: String) {
    self.init(rule, files.map { ($0.0, Array($0.1.utf8)) }, output)
  }

  init(_ rule: String, _ files: [(String, [UInt8])], _ output: String) {
    self.rule = rule
    self.files = files.map { (name: $0.0, bytes: $0.1) }
    self.output = output
  }

  var testDescription: String { rule }

  var names: [String] { files.map(\.name) }
}

let lintHead = "# HELP m_x A thing.\n# TYPE m_x gauge\n"
private let histogramHead = "# HELP m_x A thing.\n# TYPE m_x histogram\n"

extension LintRow {
  static let all = sound + lost + worse + dropped + misread + named

  /// What nobody complains of.
  private static let sound: [LintRow] = [
    LintRow(
      "a family is sound", lintHead + "m_x{a=\"1\"} 1\nm_x{a=\"2\"} 2\n", "1 file, 0 findings\n"),
    LintRow("HELP and TYPE alone are sound", lintHead, "1 file, 0 findings\n"),
    LintRow(
      "comments, empty lines, blanks and tabs mean nothing",
      "#\n# \n#HELPS m_x no\n# HELP\n# TYPE m_x\n\n \t\n# CR\r\n# TYPE n_x ga\\uge\n" + lintHead
        + "  m_x\t{ a = \"1\" , b=\"2\",}\t-1.5e-3\n# EOF\n  ",
      "1 file, 0 findings\n"),
    LintRow(
      "escapes, any UTF-8 and braces stand in a value",
      lintHead + #"m_x{a="\\\"\n{},=é"} +Inf"# + "\n", "1 file, 0 findings\n"),
    LintRow(
      "a histogram's and a summary's samples belong to their families",
      histogramHead + """
        m_x_bucket{le="1"} 1
        m_x_bucket{le="+Inf"} 2
        m_x_sum 3
        m_x_count 2
        # HELP n_x A thing.
        # TYPE n_x summary
        n_x{quantile="0.5"} 1
        n_x_sum 3
        n_x_count 2

        """, "1 file, 0 findings\n"),
    LintRow(
      "a family may be in two files, with other series",
      [("a.prom", lintHead + "m_x{a=\"1\"} 1\n"), ("b.prom", lintHead + "m_x{a=\"2\"} 1\n")],
      "2 files, 0 findings\n"),
    LintRow(
      "the agent's families may have empty values",
      "# HELP hubble_x_total A thing.\n# TYPE hubble_x_total counter\nhubble_x_total{a=\"\"} 1\n",
      "1 file, 0 findings\n"),
  ]

  private static let lost: [LintRow] = [
    LintRow("no name", lintHead + "{a=\"1\"} 1\n", one(3, "no metric's name", .syntax)),
    LintRow("a bad name", lintHead + "m_x-y 1\n", one(3, "'-y' is not a value", .value)),
    LintRow("no = behind a label", lintHead + "m_x{a} 1\n", one(3, "no = behind label a", .syntax)),
    LintRow(
      "a label that begins with a digit", lintHead + "m_x{1a=\"1\"} 1\n",
      one(3, "no label's name", .syntax)),
    LintRow(
      "no quotes", lintHead + "m_x{a=1} 1\n", one(3, "no quoted value behind label a", .syntax)),
    LintRow(
      "no closing quote", lintHead + "m_x{a=\"1} 1\n",
      one(3, "no \" behind the value of label a", .syntax)),
    LintRow(
      "no closing brace", lintHead + "m_x{a=\"1\" 1\n", one(3, "no , or } behind a label", .syntax)),
    LintRow(
      "a line feed in a value", lintHead + "m_x{a=\"1\n2\"} 1\n",
      one(
        3, "no \" behind the value of label a", .syntax,
        and: "DIR/a.prom:4: no metric's name: \(why(.syntax))\n")),
    LintRow(
      "text behind the value", lintHead + "m_x 1 # {a=\"1\"} 1\n",
      one(3, "'# {a=\"1\"} 1' behind the value", .syntax)),
    LintRow(
      "a blank behind the value", lintHead + "m_x 1 \n", one(3, "'' behind the value", .syntax)),
    LintRow(
      "a bad name behind HELP", "# HELP m-x A thing.\n",
      one(1, "no metric's name behind HELP", .syntax)),
    LintRow("a byte order mark", "\u{FEFF}" + lintHead, one(1, "no metric's name", .syntax)),
    LintRow("no value", lintHead + "m_x\n", one(3, "'' is not a value", .value)),
    LintRow(
      "a hexadecimal value", lintHead + "m_x 0x1p4\n", one(3, "'0x1p4' is not a value", .value)),
    LintRow("a value with _", lintHead + "m_x 1_000\n", one(3, "'1_000' is not a value", .value)),
    LintRow(
      "a value that is too large", lintHead + "m_x 1e999\n",
      one(3, "'1e999' is not a value", .value)),
    LintRow("NaN with a sign", lintHead + "m_x +NaN\n", one(3, "'+NaN' is not a value", .value)),
    LintRow(
      "another escape", lintHead + "m_x{a=\"\\t\"} 1\n", one(3, "'\\t' in a label's value", .escape)
    ),
    LintRow("an escape in HELP", "# HELP m_x \\\"\n", one(1, "'\\\"' in HELP", .escape)),
    LintRow(
      "CR", lintHead.replacing("\n", with: "\r\n") + "m_x 1\r\n",
      [2, 3].map { "DIR/a.prom:\($0): CR at the end of the line: \(why(.lineEnd))\n" }.joined()
        + "1 file, 2 findings\n"),
    LintRow(
      "no line feed at the end", lintHead + "m_x 1",
      one(3, "no line feed at the end of the file", .lastLine)),
    LintRow(
      "a timestamp", lintHead + "m_x 1 1700000000000\n",
      one(3, "a timestamp behind the value of m_x", .timestamp)),
    LintRow(
      "a label twice", lintHead + "m_x{a=\"1\",a=\"2\"} 1\n",
      one(3, "label a comes twice", .labelTwice)
    ),
    LintRow(
      "the name as a label", lintHead + "m_x{__name__=\"y\"} 1\n",
      one(3, "label __name__", .nameLabel)),
    LintRow(
      "a value that is not UTF-8",
      [("a.prom", Array(lintHead.utf8) + Array("m_x{a=\"".utf8) + [0xff] + Array("\"} 1\n".utf8))],
      one(3, "the value of label a is not UTF-8", .labelEncoding)),
    LintRow(
      "another type", "# TYPE m_x gaugehistogram\n",
      one(1, "'gaugehistogram' is not a type", .unknownType)),
    LintRow(
      "HELP twice", lintHead + "# HELP m_x A thing.\nm_x 1\n",
      one(3, "a second HELP of m_x", .helpTwice)),
    LintRow(
      "TYPE twice", lintHead + "# TYPE m_x gauge\nm_x 1\n",
      one(3, "a second TYPE of m_x", .typeTwice)),
    LintRow(
      "TYPE behind the samples", "# HELP m_x A thing.\nm_x 1\n# TYPE m_x gauge\n",
      "DIR/a.prom:2: m_x has no TYPE: \(why(.noType))\n"
        + "DIR/a.prom:3: TYPE of m_x behind its samples: \(why(.typeLate))\n1 file, 2 findings\n"),
    LintRow(
      "HELP of a histogram's sum is the histogram's",
      histogramHead + "m_x_sum 1\n# HELP m_x_sum A thing.\n",
      one(4, "a second HELP of m_x", .helpTwice)),
    LintRow(
      "a bucket's bound that is no number", histogramHead + "m_x_bucket{le=\"y\"} 1\n",
      one(3, "label le is not a number: 'y'", .value)),
  ]

  private static let worse: [LintRow] = [
    LintRow(
      "a label with __", lintHead + "m_x{__a=\"1\"} 1\n",
      one(3, "label __a begins with __", .reservedLabel)),
    LintRow(
      "a gauge histogram", "# HELP m_x A thing.\n# TYPE m_x gauge_histogram\nm_x 1\n",
      one(2, "m_x is of type gauge_histogram", .gaugeHistogram)),
    LintRow(
      "HELP that is not UTF-8",
      [
        ("a.prom", Array("# HELP m_x A ".utf8) + [0xff] + Array("\n# TYPE m_x gauge\nm_x 1\n".utf8))
      ],
      one(1, "HELP of m_x is not UTF-8", .helpEncoding)),
  ]

  private static let dropped: [LintRow] = [
    LintRow(
      "a series twice, its labels in another order",
      lintHead + "m_x{a=\"1\",b=\"2\"} 1\nm_x{b=\"2\",a=\"1\"} 2\n",
      one(4, "m_x{b=\"2\",a=\"1\"} is there already in line 3", .duplicateSeries)),
    LintRow(
      "an empty label is none", lintHead + "m_x{a=\"\"} 1\nm_x 2\n",
      "DIR/a.prom:3: label a has no value: \(why(.emptyLabel))\n"
        + "DIR/a.prom:4: m_x is there already in line 3: \(why(.duplicateSeries))\n"
        + "DIR/a.prom:4: m_x has no labels, its family's first sample a: \(why(.labelSet))\n1 file, 3 findings\n"
    ),
    LintRow(
      "a series in two files",
      [("a.prom", lintHead + "m_x 1\n"), (".b.prom", lintHead + "m_x 2\n")],
      "DIR/a.prom:3: m_x is there already in DIR/.b.prom:3: \(why(.duplicateSeries))\n2 files, 1 finding\n"
    ),
    LintRow(
      "another HELP in another file",
      [
        ("a.prom", lintHead + "m_x{a=\"1\"} 1\n"),
        ("b.prom", "# HELP m_x Another.\n# TYPE m_x gauge\nm_x{a=\"2\"} 1\n"),
      ],
      "DIR/b.prom:3: HELP of m_x is not that of DIR/a.prom:3: \(why(.clashingHelp))\n2 files, 1 finding\n"
    ),
    LintRow(
      "no HELP in another file",
      [
        ("a.prom", lintHead + "m_x{a=\"1\"} 1\n"), ("b.prom", "# TYPE m_x gauge\nm_x{a=\"2\"} 1\n"),
      ],
      "DIR/b.prom:2: HELP of m_x is not that of DIR/a.prom:3: \(why(.clashingHelp))\n"
        + "DIR/b.prom:2: m_x has no HELP: \(why(.noHelp))\n2 files, 2 findings\n"),
    LintRow(
      "another TYPE in another file",
      [
        ("a.prom", lintHead + "m_x{a=\"1\"} 1\n"),
        ("b.prom", "# HELP m_x A thing.\n# TYPE m_x untyped\nm_x{a=\"2\"} 1\n"),
      ],
      "DIR/b.prom:3: TYPE of m_x is untyped here and gauge in DIR/a.prom:3: \(why(.clashingType))\n2 files, 1 finding\n"
    ),
    LintRow(
      "a name of node_exporter's own",
      "# HELP go_goroutines A thing.\n# TYPE go_goroutines gauge\ngo_goroutines 1\n",
      one(3, "go_goroutines is a name of node_exporter's own", .exporterFamily)),
    LintRow(
      "a plain sample of a histogram", histogramHead + "m_x 1\n",
      one(3, "m_x is not a sample of a histogram", .histogramSample)),
    LintRow(
      "a bucket without le", histogramHead + "m_x_bucket 1\n",
      one(3, "m_x_bucket is not a sample of a histogram", .histogramSample)),
    LintRow(
      "a summary's sample without quantile", "# HELP m_x A thing.\n# TYPE m_x summary\nm_x 1\n",
      one(3, "m_x is not a sample of a summary", .histogramSample)),
  ]

  /// What is said of one finding.
  static func one(_ line: Int?, _ what: String, _ rule: LintRule, and others: String = "")
    -> String
  {
    "DIR/a.prom\(line.map { ":\($0)" } ?? ""): \(what): \(why(rule))\n\(others)1 file, \(others.isEmpty ? "1 finding" : "2 findings")\n"
  }

  private static func why(_ rule: LintRule) -> String {
    "\(rule.reason); \(rule.mend) (\(rule.rawValue))"
  }
}
