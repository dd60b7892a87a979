import FlowManifest
import FlowPolicy
import TestSupport
import Testing

/// What suggestions promise.
struct SuggestionTests {
  @Test(
    "a suggestion, applied, allows its question, nothing else of what was denied, and denies nothing new",
    arguments: PolicyCase.names)
  func promise(name: String) throws {
    let fixture = try PolicyCase(name)
    let set = try fixture.set()
    let questions = fixture.questions.map(\.question)
    var engine = PolicyEngine(set)
    let before = questions.map { engine.answer($0).verdict }
    let denied = zip(questions, before).filter { $1 == .deniedByDefault }.map(\.0)
    var suggester = PolicySuggester(set, denied: denied)
    let share = Scale.rounds(denied.count, inCI: min(denied.count, 25))
    var random = SeededNumbers(ofRun: Int(name.dropFirst()) ?? 0)
    for question in denied.shuffled(using: &random).prefix(share) {
      guard case .suggestion(let suggestion) = suggester.suggestion(for: question) else {
        continue
      }
      let applied = try PolicySet(
        fixture.objects + [suggestion.object], configuration: fixture.configuration())
      #expect(applied.refused == set.refused)
      let name = question.peer.names.first { suggestion.addition == $0 }
      var engine = PolicyEngine(applied)
      for (other, verdict) in zip(questions, before) {
        let isSame = isSame(other, question)
        let now = engine.answer(named(other, name)).verdict
        let wanted = isSame ? PolicyVerdict.allowed : verdict
        #expect(now == wanted, "\(suggestion.addition) for \(question), but \(other)")
      }
    }
  }

  @Test("most of what is denied by default has a suggestion")
  func share() throws {
    var count = 0
    var suggested = 0
    for name in PolicyCase.names.prefix(6) {
      let fixture = try PolicyCase(name)
      let set = try fixture.set()
      var suggester = PolicySuggester(set, denied: fixture.questions.map(\.question))
      for (_, question) in fixture.questions.prefix(80) {
        switch suggester.suggestion(for: question) {
        case .suggestion:
          count += 1
          suggested += 1
        case .none: count += 1
        case .allowed, .deniedBy, .unknown: break
        }
      }
    }
    #expect(suggested * 10 >= count * 9, "\(suggested) of \(count)")
  }

  /// Whether agents cannot tell two questions apart.
  private func isSame(_ one: Question, _ other: Question) -> Bool {
    let isInWorld = one.peer.labels.contains { $0.hasPrefix("reserved:world") }
    return one.direction == other.direction && one.layer4 == other.layer4
      && one.subject.labels == other.subject.labels && one.peer.labels == other.peer.labels
      && (!isInWorld || one.peer.address == other.peer.address)
  }

  /// The question as it is once a rule has named a DNS name.
  private func named(_ question: Question, _ name: String?) -> Question {
    guard let name, question.peer.names.contains(name) else {
      return question
    }
    var named = question
    named.peer.labels.append("fqdn:" + name)
    return named
  }
}
