import FlowManifest
public import FlowPolicy
public import FlowReport

/// The smallest changes of policies that let denied rows through, as YAML to review.
///
/// Each was judged: it allows what the comment above it names, and nothing else that the log says was denied.
public struct SuggestedChanges: Sendable {
  /// What is said of one object: of every row that it answers, and the object with all of these changes.
  private struct Part {
    var comments: [String]
    var object: ManifestValue?
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

  /// Writes a document for each object that changes, with all of its changes, and a comment for what cannot be helped.
  ///
  /// What `sink` throws ends the writing and is thrown on. Costs some thousand questions a row.
  public func write<Failure: Error>(
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let parts = parts
    for (index, part) in parts.enumerated() {
      var text = index == 0 ? "" : "---\n"
      text += part.comments.map { "# \(Escape.terminal($0))\n" }.joined()
      text += part.object.map(YAMLText.of) ?? ""
      try sink(Array(text.utf8))
    }
    if parts.isEmpty {
      try sink(Array("# nothing was denied that a change of policies could let through\n".utf8))
    }
  }

  private var parts: [Part] {
    let rows = explanations.rows.filter { $0.explanation.kind.isDenial }
    let denied = rows.filter { $0.explanation.kind == .defaultDeny }.flatMap(\.questions)
    var suggester = PolicySuggester(set, denied: denied)
    var (parts, places): ([Part], [ObjectReference: Int]) = ([], [:])
    for row in rows.prefix(layout.top ?? .max) {
      let head = headline(row)
      guard row.explanation.kind == .defaultDeny, !row.questions.isEmpty else {
        parts.append(Part(comments: [head] + ExplanationSentences(row.explanation).all))
        continue
      }
      for question in row.questions {
        switch suggester.suggestion(for: question) {
        case .allowed:
          // By what an earlier row asked for.
          continue
        case .suggestion(let suggestion):
          let object = suggestion.reference
          if let place = places[object] {
            parts[place].comments += [head, suggestion.words]
            parts[place].object = suggestion.object
          } else {
            places[object] = parts.count
            parts.append(Part(comments: [head, suggestion.words], object: suggestion.object))
          }
          // The next change of the object is one of what it is now.
          suggester.apply(suggestion)
        case .deniedBy(let rules):
          let names = PolicyWords.list(rules.map { PolicyWords.name($0) })
          parts.append(Part(comments: [head, "Denied by \(names): no allow rule helps."]))
        case .unknown(let rules):
          let names = PolicyWords.list(rules.map { PolicyWords.name($0) })
          parts.append(Part(comments: [head, "Not known: it hangs on \(names)."]))
        case .none:
          parts.append(
            Part(
              comments: [
                head, "No change is narrow enough: it would let through more of what was denied.",
              ]))
        }
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

extension Suggestion {
  /// The object that it changes or makes.
  fileprivate var reference: ObjectReference {
    switch change {
    case .rule(let rule): rule.object
    case .newPolicy(let object): object
    }
  }

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
