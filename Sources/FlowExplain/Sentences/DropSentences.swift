package import FlowPolicy

/// What `explain` says of one kind of drop, for who asks about few.
package enum DropSentences {
  /// The sentences, the most important first, unescaped.
  ///
  /// - Parameters:
  ///   - question: Whether it may pass, asked of the side that dropped it.
  ///   - isByProxy: Whether the proxy dropped it.
  ///   - deniedBy: The policies that the log names.
  ///   - set: The policies that there are now.
  /// - Returns: The sentences.
  package static func sentences(
    _ question: Question, isByProxy: Bool, deniedBy: [ObjectReference], _ set: PolicySet
  ) -> [String] {
    var policies = AskedPolicies(set)
    let key = KnownQuestion.Key(
      direction: question.direction, subject: 0, peer: 1, layer4: question.layer4)
    let asked = policies.ask(KnownQuestion(key: key, question: question))
    var explanation = Explanation(
      isByProxy ? .l7Denied : asked.answer.verdict.explanation, direction: question.direction)
    explanation.deniedBy = deniedBy
    explanation.answer = asked.answer
    explanation.otherSide = asked.otherSide
    if isByProxy {
      explanation.answer.matchingAllow = asked.answer.redirectedBy
    }
    return ExplanationSentences(explanation).all
  }
}
