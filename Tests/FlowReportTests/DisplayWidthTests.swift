import FlowAnswer
import Testing

@testable import FlowReport

struct DisplayWidthTests {
  @Test(
    "a text takes the columns that a terminal gives it",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한글", 4), ("ﾊﾝ", 2), ("Ａ", 2),
      ("👍", 2), ("…", 1), ("אב", 2), ("𠀀", 2), ("ก\u{E33}", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test(
    "what is too wide ends with an ellipsis and never takes more",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
      ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"),
      ("e\u{301}bcd", 3, "e\u{301}b…"),
    ])
  func fit(text: String, columns: Int, fitted: String) {
    #expect(DisplayWidth.fit(text, to: columns) == fitted)
  }

  @Test("no line is wider than the terminal, whatever is in it", arguments: 24...200)
  func fits(width: Int) {
    let texts = [
      Samples.text(Samples.summary, .table, width: width, top: 2),
      Samples.text(Samples.hostile, .table, width: width),
      Samples.text(Samples.overflowed, .table, width: width),
      Samples.text(Samples.flows, .table, kind: .flows, width: width),
      Samples.text(Samples.empty, .table, width: width),
      Samples.text(Samples.whole, .table, kind: .summary, width: width),
    ]
    for line in texts.flatMap({ $0.split(separator: "\n") }) {
      #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
    }
  }
}

struct TimeTextTests {
  @Test(
    "a span is told in its two largest units",
    arguments: [
      (0, 0, "0s"), (0, 999_999_999, "under 1s"), (0, 1_000_000_000, "1s"),
      (0, 61_500_000_000, "1m 1s"), (0, 3_600_000_000_000, "1h"), (0, 90_061_000_000_000, "1d 1h"),
      (5, 0, "0s"), (-9_000_000_000_000_000_000, 9_000_000_000_000_000_000, "208333d 8h"),
    ] as [(Int64, Int64, String)])
  func span(oldest: Int64, newest: Int64, text: String) {
    let times = (Timestamp(nanoseconds: oldest), Timestamp(nanoseconds: newest))
    #expect(SpanText.text(from: times.0, to: times.1) == text)
  }

  @Test(
    "times are as short as they can be told apart",
    arguments: [
      (0, 86_399, "00:00:00Z"), (0, 86_400, "01-01T00:00:00Z"),
      (0, 31_536_000, "1970-01-01T00:00:00Z"), (-1, 1, "1970-01-01T00:00:00Z"),
    ] as [(Int64, Int64, String)])
  func style(oldest: Int64, newest: Int64, text: String) {
    let times = (
      Timestamp(nanoseconds: oldest * 1_000_000_000), Timestamp(nanoseconds: newest * 1_000_000_000)
    )
    let style = TimeStyle.shortest(from: times.0, to: times.1, .utc)
    #expect(style.text(Timestamp(nanoseconds: 0)) == text)
  }
}
