import FlowAnswer

/// A notice as alerts of Alertmanager's API: `POST /api/v2/alerts`.
///
/// A row is an alert, told from others by its labels; it ends an hour after it was told. Where nothing was found there is none. What was
/// not read is an alert of its own, so that silence never stands for what nobody has seen.
struct AlertList {
  /// Alerts of rows; the others are counted in one more.
  private static let mostRows = 200
  private static let textLimit = 2000
  /// How long an alert lasts that is not told again: an hour.
  private static let life: Int64 = 3_600_000_000_000

  private let notice: Notice
  private let now: Timestamp

  init(_ notice: Notice, now: Timestamp) {
    self.notice = notice
    self.now = now
  }

  var text: String {
    let shown = notice.rows.prefix(Self.mostRows)
    var alerts = merged(shown).map(alert)
    if let leftOut = notice.leftOut(behind: shown) {
      alerts.append(
        alert(
          [("alertname", "\(notice.name)LeftOut"), ("severity", "warning")],
          [("summary", leftOut), ("coverage", coverage)], from: nil))
    }
    if !notice.gaps.isEmpty {
      alerts.append(
        alert(
          [("alertname", "FlowauditIncomplete"), ("severity", "warning")],
          [
            ("summary", "flowaudit has not read all: \(notice.gaps.joined(separator: "; "))"),
            ("description", "\(notice.title) in what was read"), ("coverage", coverage),
          ], from: nil))
    }
    return "[" + alerts.joined(separator: ",\n") + "]"
  }

  private typealias Pairs = [(name: String, value: String)]

  /// Rows of which each has labels of its own: those that share them are one alert.
  private func merged(_ rows: ArraySlice<Notice.Row>) -> [Notice.Row] {
    var places: [String: Int] = [:]
    var merged: [Notice.Row] = []
    for row in rows {
      let key = Self.object(labels(of: row))
      guard let place = places[key] else {
        places[key] = merged.count
        merged.append(row)
        continue
      }
      merged[place].count = [merged[place].count, row.count].saturatingSum
      merged[place].details += row.details.filter { !merged[place].details.contains($0) }
      merged[place].first = [merged[place].first, row.first].compactMap { $0 }.min()
      merged[place].last = [merged[place].last, row.last].compactMap { $0 }.max()
    }
    return merged
  }

  /// Names that two fields share get a number behind them.
  private func labels(of row: Notice.Row) -> Pairs {
    var labels = [("alertname", notice.name), ("severity", row.isUrgent ? "warning" : "info")]
    for (name, value) in row.labels {
      var free = name
      var number = 2
      while labels.contains(where: { $0.0 == free }) {
        free = "\(name)_\(number)"
        number += 1
      }
      labels.append((free, value))
    }
    return labels
  }

  private func alert(_ row: Notice.Row) -> String {
    let count = "\(row.count) \(notice.unit.noun(row.count))"
    return alert(
      labels(of: row),
      [
        ("summary", "\(count): \(row.headline)"),
        ("description", row.details.joined(separator: " ")), ("times", row.times),
        (notice.unit.rawValue, "\(row.count)"), ("coverage", coverage),
      ], from: row.first)
  }

  private func alert(_ labels: Pairs, _ annotations: Pairs, from start: Timestamp?) -> String {
    let end = Timestamp(nanoseconds: now.nanoseconds &+ Self.life)
    let first = [start ?? now, now].min() ?? now
    let texts = annotations.map { ($0.name, BoundedText.cut($0.value, to: Self.textLimit)) }
    return
      "{\"labels\":\(Self.object(labels)),\"annotations\":\(Self.object(texts)),\"startsAt\":\"\(first)\",\"endsAt\":\"\(end)\"}"
  }

  private var coverage: String {
    notice.coverage.joined(separator: "; ")
  }

  /// Alertmanager takes an empty value for a label that is not there.
  private static func object(_ pairs: Pairs) -> String {
    let members = pairs.filter { !$0.value.isEmpty }.map { pair in
      "\(Escape.json(pair.name)):\(Escape.json(BoundedText.cut(pair.value, to: textLimit)))"
    }
    return "{\(members.joined(separator: ","))}"
  }
}
