import FlowManifest
public import FlowPolicy
public import FlowReport

/// The smallest changes of policies that let denied rows through, as YAML to review.
///
/// Each was judged: it allows what the comment above it names, and nothing else that the log says was denied.
public struct SuggestedChanges: Sendable {
  /// What is said of a row.
  private struct Part {
    let comments: [String]
    let object: ManifestValue?
  }

  private let explanations: Explanations
  private let set: PolicySet
  private let layout: Layout

  /// The changes for the rows of an answer, by the policies that gave it.
  public init(_ explanations: Explanations, _ set: PolicySet, layout: Layout) {
    self.explanations = explanations
    self.set = explanations.configuration.flatMap { try? set.with($0) } ?? set
    self.layout = layout
  }

  /// Writes a document a row; what `sink` throws ends the writing and is thrown on.
  ///
  /// Costs some thousand questions a row.
  public func write<Failure: Error>(
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let rows = explanations.rows.filter { $0.explanation.kind.isDenial }
    var suggester = PolicySuggester(
      set, denied: rows.filter { $0.explanation.kind == .defaultDeny }.flatMap(\.questions))
    var isFirst = true
    for row in rows.prefix(layout.top ?? .max) {
      for part in parts(for: row, &suggester) {
        var text = isFirst ? "" : "---\n"
        isFirst = false
        text += part.comments.map { "# \(Escape.terminal($0))\n" }.joined()
        text += part.object.map(YAMLText.of) ?? ""
        try sink(Array(text.utf8))
      }
    }
    if isFirst {
      try sink(Array("# nothing was denied that a change of policies could let through\n".utf8))
    }
  }

  private func parts(for row: ExplainedRow, _ suggester: inout PolicySuggester) -> [Part] {
    let head = headline(row)
    guard row.explanation.kind == .defaultDeny, !row.questions.isEmpty else {
      return [Part(comments: [head] + ExplanationSentences(row.explanation).all, object: nil)]
    }
    var parts: [Part] = []
    var allowed: [PolicyEngine] = []
    for question in row.questions where !allowed.contains(where: { $0.allows(question) }) {
      switch suggester.suggestion(for: question) {
      case .suggestion(let suggestion):
        parts.append(
          Part(comments: [head, suggestion.words], object: suggestion.object))
        if let alone = try? PolicySet([suggestion.object], configuration: set.configuration) {
          allowed.append(PolicyEngine(alone))
        }
      case .deniedBy(let rules):
        let names = PolicyWords.list(rules.map { PolicyWords.name($0) })
        parts.append(
          Part(comments: [head, "Denied by \(names): no allow rule helps."], object: nil))
      case .unknown(let rules):
        let names = PolicyWords.list(rules.map { PolicyWords.name($0) })
        parts.append(Part(comments: [head, "Not known: it hangs on \(names)."], object: nil))
      case .allowed, .none:
        parts.append(
          Part(
            comments: [
              head, "No change is narrow enough: it would let through more of what was denied.",
            ],
            object: nil))
      }
    }
    return parts
  }

  private func headline(_ row: ExplainedRow) -> String {
    let question = row.questions.first
    let isEgress = question?.direction == .egress
    let text = RowHeadline.text(
      explanations.fields, row.values, source: isEgress ? question?.subject : question?.peer,
      destination: isEgress ? question?.peer : question?.subject)
    return "\(row.count) \(row.count == 1 ? "drop" : "drops"): \(text)"
  }
}

extension PolicyEngine {
  /// Whether a rule allows it.
  fileprivate func allows(_ question: Question) -> Bool {
    var engine = self
    return !engine.answer(question).matchingAllow.isEmpty
  }
}

extension Suggestion {
  /// What it changes, and that somebody has to look at it.
  fileprivate var words: String {
    switch change {
    case .rule(let rule):
      "Suggestion, to review: adds \(addition) to \(PolicyWords.name(rule))."
    case .newPolicy(let object):
      "Suggestion, to review: a new policy, \(PolicyWords.name(object)), for \(addition)."
    }
  }
}
