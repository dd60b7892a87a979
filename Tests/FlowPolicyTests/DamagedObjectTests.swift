import FlowManifest
import FlowPolicy
import TestSupport
import Testing

/// Objects that nobody wrote on purpose.
struct DamagedObjectTests {
  @Test(
    "a damaged object is read, refused or a problem, and never ends the program",
    arguments: PolicyCase.names)
  func damaged(name: String) throws {
    let fixture = try PolicyCase(name)
    let configuration = try fixture.configuration()
    var random = SeededNumbers(ofRun: Int(name.dropFirst()) ?? 0)
    var counts = (read: 0, refused: 0, problems: 0)
    for _ in 0..<Scale.rounds(5_000, inCI: 60) {
      let damaged = Self.damaged(random.pick(fixture.objects), &random)
      do {
        let set = try PolicySet([damaged], configuration: configuration)
        counts.read += set.refused.isEmpty ? 1 : 0
        counts.refused += set.refused.count
        var engine = PolicyEngine(set)
        _ = engine.answer(random.pick(fixture.questions).question, withNearMisses: true)
      } catch {
        counts.problems += 1
        #expect(!error.member.isEmpty || !error.expected.isEmpty)
      }
    }
    #expect(counts.read > 0 && counts.refused + counts.problems > 0, "\(counts)")
  }

  /// Values that stand where they are not looked for.
  private static let strangers: [ManifestValue] = [
    .null, .bool(true), .number("-1"), .number("99999999999"), .number("1.5"), .string(""),
    .string("70000"), .string("::/0"), .string("1.2.3.4/40"), .string("é:=/,"), .array([]),
    .array([.null]), .object([]), .object([ManifestMember("cidr", .string("0.0.0.0/0"))]),
  ]

  /// A value with one place changed, left out or there twice.
  private static func damaged(
    _ value: ManifestValue, _ random: inout SeededNumbers
  ) -> ManifestValue {
    switch value {
    case .object(var members) where !members.isEmpty && random.chance(92):
      let index = random.below(members.count)
      let member = members[index]
      if random.chance(4) {
        members.remove(at: index)
      } else {
        members[index] = ManifestMember(member.key, damaged(member.value, &random))
      }
      return .object(members)
    case .array(var elements) where !elements.isEmpty && random.chance(92):
      let index = random.below(elements.count)
      if random.chance(8) {
        elements.append(elements[index])
      } else {
        elements[index] = damaged(elements[index], &random)
      }
      return .array(elements)
    case .null, .bool, .number, .string, .array, .object: return random.pick(strangers)
    }
  }
}
