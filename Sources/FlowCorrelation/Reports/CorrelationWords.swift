import FlowAnswer
import FlowExplain
import FlowPolicy

/// Words for changes and what rose after them, unescaped: names come from files and logs.
enum CorrelationWords {
  /// `3 rows`, `1 row`.
  static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// `ingress` or `egress`.
  static func name(_ direction: PolicyDirection) -> String {
    switch direction {
    case .ingress: "ingress"
    case .egress: "egress"
    }
  }

  /// `checkout -> payments POLICY_DENIED ingress`.
  static func pair(_ pair: CorrelationRow.Pair) -> String {
    let direction = pair.direction.map { " \(name($0))" } ?? ""
    return "\(pair.source) -> \(pair.destination) \(pair.reason)\(direction)"
  }

  /// What a change is of: `Argo CD argocd/payments`, `Flux Kustomization/flux-system/web`, `CNP payments/api`.
  static func change(_ change: Change) -> String {
    switch change.tool {
    case .argocd: "Argo CD \(change.application)"
    case .flux: "Flux \(change.application)"
    case .policy: change.touched.keys.first.map(PolicyWords.name) ?? change.application
    case .at: change.application
    }
  }

  /// A class, as people say it.
  static func name(_ answer: ChangeClass) -> String {
    switch answer {
    case .likely: "likely"
    case .ambiguous: "ambiguous"
    case .possible: "possible"
    case .transient: "transient"
    case .notCovered: "not covered"
    case .nothing: "nothing"
    }
  }

  /// The sentences of a row; `time` writes times.
  static func sentences(_ row: CorrelationRow, _ time: (Timestamp?) -> String) -> [String] {
    switch row.answer {
    case .notCovered:
      return ["The log does not cover enough of the time around it."]
    case .nothing:
      return ["Nothing rose after it."]
    case .transient:
      return [rise(row, time), "Such drops come and go with pods, and ended within minutes."]
    case .likely, .ambiguous, .possible:
      return [rise(row, time), cause(row)] + row.explanations + [end(row, time)]
    }
  }

  /// What rose, from when on.
  private static func rise(_ row: CorrelationRow, _ time: (Timestamp?) -> String) -> String {
    let most = 3
    let pairs = row.pairs.prefix(most).map(pair).joined(separator: ", ")
    let more =
      row.pairs.count > most ? " and \(count(row.pairs.count - most, "more pair"))" : ""
    let since = row.firstDrop.map { "from \(time($0)) on: " } ?? ""
    let before = row.before == 0 ? "none before" : "\(row.before) before"
    let times = row.ratio.map { ", \(rounded($0)) times the rate" } ?? ""
    return
      "\(count(row.after, "attempt")) dropped after it, \(before)\(times), \(since)\(pairs)\(more)."
  }

  /// What speaks for the change.
  private static func cause(_ row: CorrelationRow) -> String {
    let names = PolicyWords.list(row.policies.map(PolicyWords.name))
    switch row.answer {
    case .likely where row.policies.isEmpty:
      return "No other change explains it better."
    case .likely: return "It touched \(names), which explains them."
    case .ambiguous where row.policies.isEmpty:
      return "Another change explains it as well."
    case .ambiguous: return "It touched \(names), and another change explains them as well."
    case .possible where row.policies.isEmpty:
      return "It touched no policy that explains them."
    case .possible: return "It may have touched \(names)."
    case .transient, .notCovered, .nothing: return ""
    }
  }

  /// Whether it has ended.
  private static func end(_ row: CorrelationRow, _ time: (Timestamp?) -> String) -> String {
    row.hasRecovered == true
      ? "Recovered: the last drop was at \(time(row.lastDrop))."
      : "Not recovered when the log ended."
  }

  /// A number for people: two digits, or whole.
  static func rounded(_ number: Double) -> String {
    number >= 10 ? "\(Int(min(number, 1e15).rounded()))" : "\((number * 10).rounded() / 10)"
  }
}
