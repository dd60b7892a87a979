import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// `--where`, `--policy`, `--dns-rcode`: what is asked for is what is printed.
@Suite struct FieldConditionTests {
  private static func plan(_ arguments: [FilterArgument]) throws -> TallyPlan {
    var plan = TallyPlan(groupings: [], selection: try Selection(arguments))
    plan.keeps = .passing
    return plan
  }

  @Test(
    "a flow passes --where FIELD=VALUE where that field is printed as that value",
    arguments: 0..<Scale.rounds(20, inCI: 8)
  )
  func printedValues(block: Int) throws {
    var random = SeededNumbers(ofRun: block)
    let fields =
      GroupField.selectable.filter { !GroupSource($0).comesFromVerdict }
      + [.sourceLabel("app"), .destinationLabel("k8s:app")]
    var flows = RandomFlow(random: random)
    let lines = (0..<40).map { _ in "{\"flow\":\(flows.flow().json)}" }
    for field in fields {
      // A drop's reason is printed where no line gives one; here all lines are asked.
      let printed = lines.map { line -> String in
        let isDrop = line.contains("\"DROPPED\"")
        let value = value(field, of: line) ?? ""
        let isMadeUp = ["DROP_REASON_UNKNOWN", "L7_DENIED"].contains(value)
        return field == .reason && !isDrop && isMadeUp ? "(none)" : value
      }
      let wanted = random.pick(printed)
      guard !wanted.contains("*") else {
        continue
      }
      for (sign, isNegated) in [("=", false), ("!=", true)] {
        let argument = FilterArgument(.where, "\(field.rawValue)\(sign)\(wanted)")
        let kept = FilterPropertyTests.kept(lines, try Self.plan([argument]), .best)
        let expected = zip(lines, printed).filter { ($0.1 == wanted) != isNegated }.map(\.0)
        #expect(kept == expected, "\(argument.value), of run \(block)")
      }
    }
  }

  /// A pattern, a value, and whether the one is met by the other.
  static let patterns: [(String, String, Bool)] = [
    ("a", "a", true), ("a", "ab", false), ("*", "", true), ("a*", "a", true),
    ("*a", "ba", true), ("a*b*c", "aXbYc", true), ("a*b*c", "acb", false), ("*ab*ab*", "ab", false),
    ("**", "x", true), ("a**b", "ab", true), ("(default deny)", "(default deny)", true),
  ]

  @Test("a star stands for anything", arguments: patterns)
  func star(pattern: String, value: String, isMet: Bool) throws {
    let bytes = Array(value.utf8)
    let found = ValuePattern(pattern).matches(bytes.span, 0..<bytes.count)
    #expect(found == isMet)
  }

  @Test("a pattern costs no more than its length times the value's")
  func cost() {
    let value = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000)
    let pattern = ValuePattern(String(repeating: "*a", count: 40) + "*b")
    let found = pattern.matches(value.span, 0..<value.count)
    #expect(!found)
  }

  private static func problem(_ text: String) -> String? {
    do throws(FilterError) {
      _ = try Selection([FilterArgument(.where, text)])
      return nil
    } catch {
      return error.problem.text
    }
  }

  @Test(
    "a condition that means nothing is refused",
    arguments: ["", "reason", "=x", "reason!x", "reason~", "bucket=x", "nope=x", "source-label:=x"])
  func refused(text: String) {
    #expect(Self.problem(text) != nil)
  }

  @Test(
    "a name of both ends, every sign, and lower case are taken",
    arguments: [
      "namespace=a", "label:app!=b", "reason==policy_denied", "verdict=dropped", "source-ip!~^10",
      "app=",
    ])
  func taken(text: String) {
    #expect(Self.problem(text) == nil)
  }
}
