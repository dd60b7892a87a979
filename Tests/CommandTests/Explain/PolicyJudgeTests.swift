import TestSupport
import Testing

/// Fixtures/policies through the program: every answer is that of Cilium's own engine.
///
/// Fixtures/tools/judge_policies.py makes flows of the questions, runs the commands, and compares.
@Suite struct PolicyJudgeTests {
  @Test(
    "of every set of policies, explain and impact answer what Cilium's engine answers, in each version",
    arguments: ["explain", "logs", "impact", "versions"])
  func sets(mode: String) throws {
    let outcome = try Tool.attempt(
      Tool.python,
      [
        Fixture.path("tools/judge_policies.py"), mode, Binary.path, Fixture.path("policies"),
      ], within: .seconds(300))
    #expect(outcome.status == .exited(0), "\(outcome.text)\(outcome.errorText)")
    let last = outcome.text.split(separator: "\n").last ?? ""
    let numbers = last.split(separator: " ").compactMap { Int($0) }
    #expect(numbers.count == 2 && numbers.first == numbers.last, "\(last)")
    #expect(numbers[0] > 3000)
  }
}
