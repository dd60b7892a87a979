import FlowReport
import FlowTally
import FlowWiring

/// What the wiring check found, as text for people or programs.
struct WiringReport {
  private let answer: WiringAnswer
  private let check: WiringCheck

  /// The most findings that are told behind the first one; programs get all.
  private static let mostFindings = 20

  init(_ answer: WiringAnswer, _ check: WiringCheck) {
    self.answer = answer
    self.check = check
  }

  /// One object in one line.
  var json: String {
    let findings = answer.findings.map { finding in
      "[\(Escape.json(finding.code.rawValue)),\(Escape.json(finding.what))]"
    }
    let visible = WiringComponent.allCases.map { component in
      let seen = answer.visible[component].map { $0 ? "true" : "false" } ?? "null"
      return "\(Escape.json(component.rawValue)):\(seen)"
    }
    return
      "{\"wiring\":{\"findings\":[\(findings.joined(separator: ","))],\"visible\":{\(visible.joined(separator: ","))}}}\n"
  }

  /// A line a component, the first broken link with what mends it, the others, and what was not looked at.
  var text: String {
    let findings = answer.inOrder
    var lines = WiringComponent.allCases.map(line(of:))
    for (index, finding) in findings.prefix(Self.mostFindings).enumerated() {
      lines += index < 2 ? [""] : []
      lines += index == 0 ? whole(finding) : short(finding, isSecond: index == 1)
    }
    if findings.count > Self.mostFindings {
      lines.append("  and \(findings.count - Self.mostFindings) more: --output json has all")
    }
    let patterns =
      WholeMatch.isAvailable ? "" : "metricRelabelings (this build was made without RE2), "
    lines += [
      "",
      "not looked at: \(patterns)what Prometheus may read (RBAC), network policies, errors of scrapes, clustermesh;",
      "the page /targets of Prometheus shows what it scrapes, and why that fails",
    ]
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(of component: WiringComponent) -> String {
    let name = component.rawValue.padding(to: Self.nameWidth)
    let isAsked = answer.asked.contains(component)
    let reason = answer.firstLink(of: component).map { "\($0.code.rawValue)" }
    switch answer.visible[component] {
    case true?:
      return "\(name)  seen"
    case false?:
      let why = reason ?? (isAsked ? nil : "not asked for by the values")
      return "\(name)  not seen\(why.map { ": \($0)" } ?? "")"
    case nil:
      return "\(name)  \(reason.map { "will not be seen: \($0)" } ?? "not known without --objects")"
    }
  }

  private func whole(_ finding: WiringFinding) -> [String] {
    let words = WiringWords.of(finding, check)
    return [
      "\(answer.isBroken ? "first broken link" : "to know"): \(finding.code.rawValue)\(subject(finding))",
      "  \(Escape.terminal(words.sentence))",
      "  set   \(Escape.terminal(words.remedy))",
      "  see   \(Escape.terminal(words.command.map(ShellWord.quoted).joined(separator: " ")))",
    ]
  }

  private func short(_ finding: WiringFinding, isSecond: Bool) -> [String] {
    let words = WiringWords.of(finding, check)
    let head = "\(finding.code.rawValue)\(subject(finding))"
    return (isSecond ? ["then:"] : []) + [
      "  \(head): \(Escape.terminal(words.remedy))"
    ]
  }

  private func subject(_ finding: WiringFinding) -> String {
    finding.what.isEmpty ? "" : " \(Escape.terminal(finding.what))"
  }

  private static let nameWidth = WiringComponent.allCases.map(\.rawValue.count).max() ?? 0
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
