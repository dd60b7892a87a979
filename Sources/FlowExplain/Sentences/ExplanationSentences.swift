import FlowPolicy

/// Why packets were dropped, in sentences for a person.
///
/// What denies them, what is nearest, whether they would pass now, what the other side says. Unescaped.
struct ExplanationSentences {
  private let explanation: Explanation
  /// What changes, of packets that flowed and are judged by new policies and by old ones.
  private let change: ImpactChange?

  init(_ explanation: Explanation, change: ImpactChange? = nil) {
    self.explanation = explanation
    self.change = change
  }

  /// The sentences, the most important first.
  var all: [String] {
    let sentences = [verdict, log, nearest, otherSide].compactMap { $0 }
    // What is said of it are the policies of before.
    return change == .newlyAllowed
      ? [
        "It would pass now. Before: \(sentences[0].prefix(1).lowercased())\(sentences[0].dropFirst())"
      ]
      : sentences
  }

  private var answer: Answer {
    explanation.answer
  }

  private var verdict: String {
    switch explanation.kind {
    case .explicitDeny: explicitDeny
    case .defaultDeny: defaultDeny
    case .wouldBeAllowedNow: allowedNow
    case .l7Denied: proxyDenial
    case .notAPolicy: "Not a policy: \(explanation.dropReason ?? "another drop reason")."
    case .unknown: unknown
    }
  }

  private var explicitDeny: String {
    let rules = answer.matchingDeny.map(PolicyWords.name)
    let named = rules.isEmpty ? explanation.deniedBy.map(PolicyWords.name) : rules
    return "Denied explicitly by \(PolicyWords.list(named)); no allow rule helps against a deny."
  }

  private var defaultDeny: String {
    let by = answer.defaultDenyBy.map(PolicyWords.name) + answer.defaultDenyReasons.map(\.rawValue)
    return
      "No rule allows it: \(PolicyWords.list(by)) \(by.count == 1 ? "puts" : "put") \(subject) under default deny."
  }

  private var allowedNow: String {
    let start =
      answer.matchingAllow.isEmpty
      ? "It would pass: no policy given denies it"
      : "It would pass: \(PolicyWords.list(answer.matchingAllow.map(PolicyWords.name))) allows it"
    let changed = explanation.changedSince.map(PolicyWords.name)
    return changed.isEmpty
      ? "\(start). So these policies are not those of the time of the drop."
      : "\(start). Changed since the drop: \(PolicyWords.list(changed))."
  }

  private var proxyDenial: String {
    answer.matchingAllow.isEmpty
      ? "The proxy denied it by L7 rules; no rule of the policies given sends it there."
      : "The proxy denied it: the L7 rules of \(PolicyWords.list(answer.matchingAllow.map(PolicyWords.name))) match peer and port, not the request."
  }

  private var unknown: String {
    if let cause = explanation.unknownCause {
      return cause == .noPolicies
        ? "Not known: the log names no policy, and no policies were given (--policies)."
        : "Not known: \(cause.rawValue)."
    }
    return
      "Not known: it hangs on \(PolicyWords.list(answer.unknownVia.map(PolicyWords.name))), which cannot be judged without the cluster (a named port, toServices, toGroups)."
  }

  /// Who denied it at the time, where that says more.
  private var log: String? {
    guard explanation.kind != .explicitDeny, !explanation.deniedBy.isEmpty else {
      return nil
    }
    return "The log names \(PolicyWords.list(explanation.deniedBy.map(PolicyWords.name)))."
  }

  private var nearest: String? {
    let near = answer.near.sorted { $0.dimension < $1.dimension }
    guard explanation.kind == .defaultDeny, let first = near.first else {
      return nil
    }
    let others = Set(near.map(\.rule)).count - 1
    let more =
      others > 0 ? " (\(others) other \(others == 1 ? "rule is" : "rules are") near, too)" : ""
    return "Nearest: \(PolicyWords.name(first.rule)) \(first.lack)\(more)."
  }

  private var otherSide: String? {
    guard let direction = explanation.direction?.opposite, let verdict = explanation.otherSide,
      explanation.kind != .notAPolicy
    else {
      return nil
    }
    let side = "\(PolicyWords.name(direction).capitalizedFirst) of the other side"
    switch verdict {
    case .allowed: return "\(side) lets it through."
    case .deniedByDefault: return "\(side) denies it, too, by default."
    case .deniedExplicitly: return "\(side) denies it, too, explicitly."
    case .unknown: return "\(side) cannot be judged."
    }
  }

  private var subject: String {
    switch explanation.direction {
    case .ingress: "the destination"
    case .egress: "the source"
    case nil: "the endpoint"
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }
}
