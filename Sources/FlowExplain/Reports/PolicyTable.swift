import FlowAnswer
import FlowReport

/// The answer for a person: a row is a line that says who, and sentences that say why, in the width and, on a terminal, the height that
/// there is.
struct PolicyTable {
  private let report: PolicyReport
  private let layout: Layout
  private let style: TerminalStyle
  private let times: TimeStyle

  init(_ report: PolicyReport) {
    self.report = report
    layout = report.layout
    style = TerminalStyle(usesColor: report.layout.usesColor)
    let all = report.rows.flatMap { [$0.first, $0.last].compactMap { $0 } }
    times =
      if let oldest = all.min(), let newest = all.max() {
        TimeStyle.shortest(from: oldest, to: newest, report.layout.clock)
      } else {
        .full
      }
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    if report.summary.wasInterrupted {
      append(
        layout.folded("INTERRUPTED: counted as far as the input was read").map(style.warning),
        to: &text)
    }
    let closing = closing
    var room = room(beside: closing)
    var shown = 0
    for row in report.shownRows {
      let lines = lines(of: row)
      if let left = room {
        guard shown == 0 || lines.count + 1 <= left else {
          break
        }
        room = left - lines.count - 1
      }
      append(lines + [""], to: &text)
      shown += 1
      try handOn(&text)
    }
    if let leftOut = PolicyReport.leftOut(report.rows.dropFirst(shown), report.unit) {
      append([layout.longestFitting(["... \(leftOut): --all", "... --all"])], to: &text)
    }
    append(closing, to: &text)
  }

  /// Lines for rows on a terminal whose height is to be kept; nil where all are wanted.
  private func room(beside closing: [String]) -> Int? {
    guard let height = layout.height, layout.top == nil, !layout.showsAllRows else {
      return nil
    }
    // The line of what is left out, and the prompt.
    return max(0, height - closing.count - 2)
  }

  private func lines(of row: PolicyReport.Row) -> [String] {
    let noun = row.count == 1 ? String(report.unit.rawValue.dropLast()) : report.unit.rawValue
    let isDenial = row.explanation.kind.isDenial && row.change != .newlyAllowed
    let count = "\(row.count) \(noun)"
    let words = Escape.terminal(report.headline(row)).split(separator: " ").map(String.init)
    let facts = [row.side.map(PolicyWords.name), row.change?.words, time(row)].compactMap { $0 }
    let last = "(\(facts.joined(separator: ", ")))".split(separator: " ").map(String.init)
    // The first line begins with the count, the others are indented by less.
    let lead = count + "  "
    var lines = Folding.lines(
      [lead + (words.first ?? "")] + words.dropFirst() + last,
      width: layout.width.map { max(10, $0 - 4) })
    lines[0] = (isDenial ? style.count(count, .drops) : count) + lines[0].dropFirst(count.count)
    let width = layout.width.map { max(10, $0 - 2) }
    let sentences = ExplanationSentences(row.explanation, change: row.change).all
    let why = sentences.flatMap { sentence in
      Folding.lines(
        Escape.terminal(sentence).split(separator: " ").map(String.init), width: width)
    }
    return [lines[0]] + lines.dropFirst().map { "    " + $0 } + why.map { "  " + $0 }
  }

  private func time(_ row: PolicyReport.Row) -> String {
    let (first, last) = (times.text(row.first, layout.clock), times.text(row.last, layout.clock))
    return first == last ? first : "\(first) to \(last)"
  }

  /// What stands under the rows: the sum, what of the policies has to be said, and the coverage.
  private var closing: [String] {
    var lines = Folding.lines(sum.split(separator: " ").map(String.init), width: layout.width)
      .map(style.heading)
    if report.hasOverflowed {
      lines += layout.folded(PolicyReport.overflow)
    }
    for note in report.notes {
      let words = ["note:"] + Escape.terminal(note).split(separator: " ").map(String.init)
      lines += Folding.lines(words, width: layout.width)
    }
    let whole = Report(
      report.summary, kind: report.unit == .drops ? .drops : .flows, layout: layout)
    var coverage: [UInt8] = []
    CoverageBlock(whole, style).append(to: &coverage)
    let text = String(decoding: coverage, as: UTF8.self)
    return lines + [""]
      + text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private var sum: String {
    guard report.unit == .flows else {
      let total = report.total[0].count
      let why = layout.zeroReason.map { ": \(Escape.terminal($0))" } ?? ""
      return total == 0 ? "no drops\(why)" : "\(total) \(total == 1 ? "drop" : "drops") in total"
    }
    return report.total.map { "\($0.count) \($0.name.replacing("_", with: " "))" }
      .joined(separator: ", ")
  }

  private func append(_ lines: [String], to text: inout [UInt8]) {
    for line in lines {
      text += (line + "\n").utf8
    }
  }
}
