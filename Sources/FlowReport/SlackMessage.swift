/// A notice as a message of Slack's: blocks of plain text, in which nothing from a log is markup.
///
/// What Slack takes: 50 blocks, 150 characters in a header, 3,000 in a section, 40,000 in all. `&`, `<` and `>` are escaped as it asks, so
/// that `<!channel>` calls nobody; a text that is `plain_text` has no bold letters, links and emoji.
struct SlackMessage {
  private static let mostSections = 40
  private static let sectionLimit = 3000
  private static let rowLimit = 1000
  private static let coverageLimit = 2000
  private static let headerLimit = 150
  /// Bytes of rows in JSON: with all else, twice as long where it is all quotes, the body stays below 40,000.
  private static let rowsLimit = 24_000

  private let notice: Notice

  init(_ notice: Notice) {
    self.notice = notice
  }

  var text: String {
    let title = Self.escaped("flowaudit: \(notice.title)", to: Self.headerLimit)
    var sections: [String] = []
    if let reason = notice.zeroReason {
      sections.append(Self.escaped("Why: \(reason)", to: Self.rowLimit))
    }
    if !notice.gaps.isEmpty {
      let gaps = notice.gaps.joined(separator: "; ")
      sections.append(Self.escaped("Not all was read: \(gaps)", to: Self.coverageLimit))
    }
    sections += rowSections
    let coverage = notice.coverage.joined(separator: "\n")
    sections.append(Self.escaped("Coverage\n\(coverage)", to: Self.coverageLimit))
    let blocks =
      [Self.block("header", title)]
      + sections.filter { !$0.isEmpty }.map { Self.block("section", $0) }
    return
      "{\"text\":\(Escape.json(title)),\"mrkdwn\":false,\"unfurl_links\":false,\"blocks\":[\(blocks.joined(separator: ","))]}"
  }

  /// Rows, as many in a section as there is room for.
  private var rowSections: [String] {
    var sections: [String] = []
    var section = ""
    var room = Self.rowsLimit
    var shown = 0
    for row in notice.rows {
      let line = Self.escaped(Self.line(row), to: Self.rowLimit)
      let cost = Escape.json(line).utf8.count
      guard cost <= room, sections.count < Self.mostSections else {
        break
      }
      if section.utf8.count + line.utf8.count + 1 > Self.sectionLimit {
        sections.append(section)
        section = ""
      }
      section += (section.isEmpty ? "" : "\n") + line
      room -= cost
      shown += 1
    }
    sections.append(section)
    if let leftOut = notice.leftOut(behind: notice.rows.prefix(shown)) {
      sections.append(Self.escaped("... \(leftOut)", to: Self.rowLimit))
    }
    return sections
  }

  private static func line(_ row: Notice.Row) -> String {
    (["\(row.count): \(row.headline)"] + row.details + [row.times]).filter { !$0.isEmpty }
      .joined(separator: " | ")
  }

  private static func block(_ type: String, _ text: String) -> String {
    "{\"type\":\"\(type)\",\"text\":{\"type\":\"plain_text\",\"emoji\":false,\"text\":\(Escape.json(text))}}"
  }

  /// Made visible, escaped as Slack asks, and no longer than that; line feeds of ours stay.
  private static func escaped(_ text: String, to limit: Int) -> String {
    var kept = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      kept += index == 0 ? "" : "\n"
      kept += Escape.terminal(String(line))
    }
    kept = BoundedText.cut(kept, to: limit)
    var escaped = kept
    // An escaped character is up to five times as long.
    while true {
      escaped = kept.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        .replacing(">", with: "&gt;")
      guard escaped.utf8.count > limit else {
        return escaped
      }
      kept = BoundedText.cut(kept, to: kept.utf8.count - (escaped.utf8.count - limit) / 5 - 1)
    }
  }
}
