import FlowAnswer
import FlowPolicy
import FlowReport

/// The answer for spreadsheets: one header, then the rows; lists are joined by `; `.
struct PolicyCSV {
  private let report: PolicyReport

  init(_ report: PolicyReport) {
    self.report = report
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    text += (line(report.fields.map(\.key) + columns(of: nil).map(\.name))).utf8
    for row in report.shownRows {
      text += line(row.values + columns(of: row).map(\.value)).utf8
      try handOn(&text)
    }
  }

  /// The columns behind the fields; the names alone where there is no row.
  private func columns(of row: PolicyReport.Row?) -> [(name: String, value: String)] {
    let explanation = row?.explanation
    let answer = explanation?.answer
    var columns: [(String, String)] = []
    if report.unit == .flows {
      columns.append(("side", row?.side.map(PolicyWords.name) ?? ""))
      columns.append(("change", row?.change?.rawValue ?? ""))
    }
    columns.append(("class", explanation?.kind.rawValue ?? ""))
    if report.unit == .drops {
      columns.append(("subject", explanation?.direction.map(\.subject) ?? ""))
      columns.append(("denied_by", join(explanation?.deniedBy.map(PolicyWords.name))))
    }
    columns += [
      ("matching_deny", join(answer?.matchingDeny.map(PolicyWords.name))),
      ("matching_allow", join(answer?.matchingAllow.map(PolicyWords.name))),
      (
        "default_deny_by",
        join(answer?.defaultDenyBy.map(PolicyWords.name))
      ),
      ("default_deny_reason", join(answer?.defaultDenyReasons.map { $0.rawValue })),
      ("near", join(answer?.near.map { "\(PolicyWords.name($0.rule)) \($0.lack)" })),
      ("unknown_via", join(answer?.unknownVia.map(PolicyWords.name))),
    ]
    if report.unit == .drops {
      columns.append(("changed_since", join(explanation?.changedSince.map(PolicyWords.name))))
      columns.append(("drop_reason", explanation?.dropReason ?? ""))
    }
    columns += [
      ("other_side", explanation?.otherSide?.rawValue ?? ""),
      (report.unit.rawValue, row.map { String($0.count) } ?? ""),
      ("first", row?.first.map { "\($0)" } ?? ""), ("last", row?.last.map { "\($0)" } ?? ""),
    ]
    return columns
  }

  private func join(_ names: [String]?) -> String {
    names?.joined(separator: "; ") ?? ""
  }

  private func line(_ cells: [String]) -> String {
    cells.map(Escape.csv).joined(separator: ",") + "\n"
  }
}
