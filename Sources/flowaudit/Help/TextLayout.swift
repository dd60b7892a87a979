/// Plain text within a width: paragraphs and lists of terms.
///
/// Widths count characters; the texts are ours, one column each.
struct TextLayout {
  /// Narrower terminals get this width all the same, and wrap by themselves.
  static let narrowest = 40
  /// Longer lines than this are hard to read.
  static let widest = 100
  private static let widestTerm = 30

  let width: Int

  init(columns: Int) {
    width = min(max(columns, Self.narrowest), Self.widest)
  }

  /// A paragraph's lines, each behind an indentation.
  func paragraph(_ text: String, indentation: Int = 0) -> String {
    lines(of: text, width: width - indentation)
      .map { spaces(indentation) + $0 + "\n" }.joined()
  }

  /// Terms and what they mean: beside each other where the terms are short, else below.
  func list(_ rows: [(term: String, meaning: String)]) -> String {
    let fitting = rows.map(\.term.count).filter { $0 <= min(Self.widestTerm, width / 2 - 4) }
    let column = 4 + (fitting.max() ?? 0)
    return rows.map { row(term: $0.term, meaning: $0.meaning, column: column) }.joined()
  }

  /// Terms and what they mean, a line each, cut where it is too long.
  func lines(_ rows: [(term: String, meaning: String)]) -> String {
    let column = rows.map(\.term.count).max() ?? 0
    return rows.map { row in
      let line = "  \(row.term)\(spaces(column - row.term.count))  \(row.meaning)"
      return (line.count <= width ? line : "\(line.prefix(width - 3))...") + "\n"
    }.joined()
  }

  private func row(term: String, meaning: String, column: Int) -> String {
    let meaning = paragraph(meaning, indentation: column)
    guard term.count + 4 <= column else {
      return "  \(term)\n\(meaning)"
    }
    return "  \(term)\(spaces(column - 2 - term.count))\(meaning.dropFirst(column))"
  }

  private func lines(of text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return lines + [line]
  }

  private func spaces(_ count: Int) -> String {
    String(repeating: " ", count: count)
  }
}
