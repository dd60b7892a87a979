import FlowAnswer
import FlowPolicy
import FlowReport

/// The answer for programs: one object with a row a line, or a row an object.
///
/// Lists are always there; an object is exactly kind, namespace and name, a rule the same and its path.
struct PolicyJSON {
  private let report: PolicyReport
  /// What objects are in JSON: few are named on many rows, and there are no more than policies.
  private var texts: [ObjectReference: String] = [:]

  init(_ report: PolicyReport) {
    self.report = report
  }

  mutating func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    add("{\"schema\":1,\n", to: &text)
    if report.summary.wasInterrupted {
      add("\"interrupted\":true,\n", to: &text)
    }
    if report.hasOverflowed {
      add("\"overflowed\":true,\n", to: &text)
    }
    add("\"coverage\":{\n\(CoverageJSON.members(report.summary.coverage))\n},\n", to: &text)
    var refused: [String] = []
    for policy in report.refused {
      refused.append("{\(members(of: policy.object)),\"reason\":\(Escape.json(policy.reason))}")
    }
    add("\"refused_policies\":\(array(refused)),\n", to: &text)
    let assumed = report.assumed.map { ($0.setting, Escape.json($0.value)) }
    add("\"assumed\":\(object(assumed)),\n", to: &text)
    add("\"notes\":\(array(report.notes.map(Escape.json))),\n\"rows\":[", to: &text)
    for (index, row) in report.shownRows.enumerated() {
      add(index == 0 ? "\n" : ",\n", to: &text)
      add(object(members(of: row)), to: &text)
      try handOn(&text)
    }
    add(report.shownRows.isEmpty ? "],\n" : "\n],\n", to: &text)
    let hidden = report.rows.dropFirst(report.shownRows.count)
    if !hidden.isEmpty {
      let count = hidden.map(\.count).saturatingSum
      add(
        "\"left_out\":\(object([("rows", "\(hidden.count)"), (report.unit.rawValue, "\(count)")])),\n",
        to: &text)
    }
    add("\"total\":\(object(report.total.map { ($0.name, String($0.count)) }))}\n", to: &text)
  }

  mutating func writeLines<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    for row in report.shownRows {
      add(object(members(of: row)) + "\n", to: &text)
      try handOn(&text)
    }
  }

  private mutating func members(of row: PolicyReport.Row) -> [(String, String)] {
    let explanation = row.explanation
    var members = zip(report.fields, row.values).map { ($0.key, Escape.json($1)) }
    if let side = row.side {
      members.append(("side", Escape.json(PolicyWords.name(side))))
    }
    if let change = row.change {
      members.append(("change", Escape.json(change.rawValue)))
    }
    members.append(("class", Escape.json(explanation.kind.rawValue)))
    // A field of --by has these names, too; a row has each of its keys once.
    let direction = explanation.direction
    if row.side == nil {
      members.append(
        ("subject", direction.map { Escape.json($0.subject) } ?? "null"))
      if !report.fields.contains(.direction) {
        members.append(
          ("direction", direction.map { Escape.json(PolicyWords.name($0)) } ?? "\"unknown\""))
      }
      members.append(("denied_by", objects(explanation.deniedBy)))
    }
    let answer = explanation.answer
    members += [
      ("matching_deny", rules(answer.matchingDeny)),
      ("matching_allow", rules(answer.matchingAllow)),
      ("default_deny_by", objects(answer.defaultDenyBy)),
      ("default_deny_reason", array(answer.defaultDenyReasons.map { Escape.json($0.rawValue) })),
      ("near", near(answer.near)),
      ("unknown_via", rules(answer.unknownVia)),
    ]
    if let cause = explanation.unknownCause {
      members.append(("unknown_cause", Escape.json(cause.rawValue)))
    }
    if row.side == nil {
      members.append(("changed_since", objects(explanation.changedSince)))
    }
    if let verdict = explanation.otherSide {
      members.append(("other_side", Escape.json(verdict.rawValue)))
    }
    if let reason = explanation.dropReason {
      members.append(("drop_reason", Escape.json(reason)))
    }
    return members + [
      (report.unit.rawValue, String(row.count)), ("first", time(row.first)),
      ("last", time(row.last)),
    ]
  }

  /// The members of an object, without the braces around them.
  private mutating func members(of object: ObjectReference) -> String {
    if let text = texts[object] {
      return text
    }
    let namespace = object.namespace.map { ",\"namespace\":\(Escape.json($0))" } ?? ""
    let text =
      "\"kind\":\(Escape.json(object.kind))\(namespace),\"name\":\(Escape.json(object.name))"
    texts[object] = text
    return text
  }

  private mutating func objects(_ references: [ObjectReference]) -> String {
    var text = "["
    for (index, reference) in references.enumerated() {
      text += index == 0 ? "{" : ",{"
      text += members(of: reference)
      text += "}"
    }
    return text + "]"
  }

  private mutating func rules(_ references: [RuleReference]) -> String {
    var elements: [String] = []
    for reference in references {
      elements.append("{\(members(of: reference))}")
    }
    return array(elements)
  }

  private mutating func members(of rule: RuleReference) -> String {
    "\(members(of: rule.object)),\"rule\":\(Escape.json(rule.rule))"
  }

  private mutating func near(_ misses: [NearMiss]) -> String {
    var elements: [String] = []
    for miss in misses {
      let parts = [
        ("dimension", miss.dimension.rawValue), ("key", miss.key), ("want", miss.want),
        ("have", miss.have),
      ]
      var text = "{\(members(of: miss.rule))"
      for (name, value) in parts {
        text += value.map { ",\"\(name)\":\(Escape.json($0))" } ?? ""
      }
      elements.append(text + "}")
    }
    return array(elements)
  }

  private func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(Escape.json($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  private func array(_ elements: [String]) -> String {
    "[" + elements.joined(separator: ",") + "]"
  }

  private func time(_ time: Timestamp?) -> String {
    time.map { "\"\($0)\"" } ?? "null"
  }

  private func add(_ piece: String, to text: inout [UInt8]) {
    text += piece.utf8
  }
}
