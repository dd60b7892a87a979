import FlowAnswer
import FlowReport

/// The answer for a person: a line for each change that matters, and sentences under it; the others together.
struct CorrelationTable {
  private let report: CorrelationReport
  private let layout: Layout
  private let style: TerminalStyle
  private let times: TimeStyle

  init(_ report: CorrelationReport) {
    self.report = report
    layout = report.layout
    style = TerminalStyle(usesColor: report.layout.usesColor)
    let all = report.correlation.rows.flatMap { row in
      [row.change.started, row.change.finished] + [row.firstDrop, row.lastDrop].compactMap { $0 }
    }
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
    let rows = report.shownRows
    for row in rows where row.answer.rank < ChangeClass.notCovered.rank {
      append(lines(of: row) + [""], to: &text)
      try handOn(&text)
    }
    for answer in [ChangeClass.notCovered, .nothing] {
      append(others(rows.filter { $0.answer == answer }, answer), to: &text)
    }
    if report.leftOutCount > 0 {
      append(
        [
          layout.longestFitting([
            "... \(CorrelationWords.count(report.leftOutCount, "more row")): --all", "... --all",
          ])
        ], to: &text)
    }
    append(closing, to: &text)
  }

  /// What came of it all, in a few words.
  static func headline(_ report: CorrelationReport) -> String {
    let correlation = report.correlation
    guard !correlation.rows.isEmpty else {
      return "no change in the time of the log"
    }
    let found = ChangeClass.allCases.compactMap { answer -> String? in
      let count = correlation.rows(of: answer).count
      return count > 0 ? "\(count) \(CorrelationWords.name(answer))" : nil
    }
    return found.joined(separator: ", ")
  }

  /// Which change, when, and where it shows.
  static func subject(_ row: CorrelationRow, _ time: (Timestamp?) -> String) -> String {
    let change = row.change
    let (started, finished) = (time(change.started), time(change.finished))
    let span = started == finished ? "at \(started)" : "from \(started) to \(finished)"
    let revision = change.revision.map { ", revision \(String($0.prefix(12)))" } ?? ""
    let place = row.namespace.isEmpty ? "" : ", in \(row.namespace)"
    return "\(CorrelationWords.change(change)) \(span)\(revision)\(place)"
  }

  private func lines(of row: CorrelationRow) -> [String] {
    let name = CorrelationWords.name(row.answer)
    var lines = folded(
      "\(name)  " + Self.subject(row, time), indent: 4)
    if row.answer == .likely || row.answer == .ambiguous {
      lines[0] = style.count(name, .drops) + lines[0].dropFirst(name.count)
    }
    return lines.enumerated().map { $0.offset == 0 ? $0.element : "    " + $0.element }
      + CorrelationWords.sentences(row, time).flatMap { folded($0, indent: 2) }.map { "  " + $0 }
  }

  /// The changes of a class of which nothing more is to be told.
  private func others(_ rows: [CorrelationRow], _ answer: ChangeClass) -> [String] {
    guard !rows.isEmpty else {
      return []
    }
    let most = 5
    let names = rows.prefix(most).map {
      "\(CorrelationWords.change($0.change)) \(time($0.change.started))"
    }
    let more = rows.count > most ? " and \(rows.count - most) more" : ""
    let head =
      answer == .nothing
      ? "nothing rose after \(CorrelationWords.count(rows.count, "change"))"
      : "\(CorrelationWords.count(rows.count, "change")) without enough of the log around"
    let lines = folded("\(head): \(names.joined(separator: ", "))\(more)", indent: 2)
    return lines.enumerated().map { $0.offset == 0 ? $0.element : "  " + $0.element } + [""]
  }

  private func time(_ time: Timestamp?) -> String {
    times.text(time, layout.clock)
  }

  private func folded(_ text: String, indent: Int) -> [String] {
    let words = Escape.terminal(text).split(separator: " ", omittingEmptySubsequences: false)
    return Folding.lines(
      words.map(String.init), width: layout.width.map { max(10, $0 - indent) })
  }

  /// What stands under the rows: the sum, what has to be said, and the coverage.
  private var closing: [String] {
    var lines = layout.folded(Self.headline(report)).map(style.heading)
    for note in report.notes {
      lines += folded("note: " + note, indent: 0)
    }
    var coverage: [UInt8] = []
    CoverageBlock(Report(report.summary, kind: .drops, layout: layout), style)
      .append(to: &coverage)
    let text = String(decoding: coverage, as: UTF8.self)
    return lines + [""]
      + text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private func append(_ lines: [String], to text: inout [UInt8]) {
    for line in lines {
      text += (line + "\n").utf8
    }
  }
}
