import Foundation
import TestSupport
import Testing

/// Random logs in random envelopes, damaged here and there, against `unwrap` and `documents` of the executable rules.
@Suite struct EnvelopeRuleTests {
  private struct Expected: Decodable {
    let lines: [String: Int]
    let drops: Int
  }

  private static let batchSize = 50

  @Test(
    "what is in envelopes, behind text and in documents counts as the executable rules say",
    arguments: 0..<max(1, Scale.envelopes / batchSize))
  func asTheRules(batch: Int) throws {
    let directory = try TemporaryDirectory()
    let seed = Seed.ofRun + batch
    let expected = try Tool.script(
      "envelopes.py",
      ["\(seed)", "\(Self.batchSize)", directory.path, Fixture.path("flows/pairing.jsonl")]
    ).output.split(separator: 10).map { try JSONDecoder().decode(Expected.self, from: Data($0)) }
    #expect(expected.count == Self.batchSize)
    for (number, expected) in expected.enumerated() {
      let outcome = try Binary.run(
        "drops", "--output", "json", directory.path(of: "\(number).log"))
      let answer = try Answer(outcome)
      let lines = answer.coverage.lines.filter { $0.value > 0 && $0.key != "blank" }
      #expect(lines == expected.lines, "envelopes.py \(seed): \(number).log")
      #expect(answer.total.drops == expected.drops, "envelopes.py \(seed): \(number).log")
    }
  }
}
