import TestSupport
import Testing

@testable import FlowTally

/// Random flags over random flows: what is kept is what the plain filter lets through, and nothing else.
@Suite struct FilterPropertyTests {
  /// Flags that can stand together; nil where they cannot.
  private static func plan(_ arguments: [FilterArgument]) -> TallyPlan? {
    for (index, later) in arguments.enumerated() {
      for earlier in arguments[..<index]
      where earlier.isNegated == later.isNegated && earlier.flag.conflicts.contains(later.flag) {
        return nil
      }
    }
    guard let selection = try? Selection(arguments) else {
      return nil
    }
    var plan = TallyPlan(groupings: [], selection: selection)
    plan.keeps = .passing
    return plan
  }

  /// The lines of one block that a plan keeps.
  static func kept(_ lines: [String], _ plan: TallyPlan, _ kernels: KernelSet) -> [String] {
    let text: [UInt8] = lines.flatMap { [UInt8]($0.utf8) + [10] }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count + 512, alignment: 64)
    defer { room.deallocate() }
    let block = UnsafeMutableRawBufferPointer(rebasing: room[64..<(64 + text.count)])
    block.copyBytes(from: text)
    var counter = BlockCounter(plan, kernels: kernels)
    var drops = DropBatch()
    _ = counter.take(UnsafeRawBufferPointer(block), mayHoldPrefixes: false, drops: &drops)
    let bytes = counter.kept.pieces.flatMap { text[$0] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The same flow in another spelling: escapes in strings, keys in lowerCamelCase.
  private static func spelled(_ flow: SampleValue, _ random: inout SeededNumbers) -> String {
    let style = random.below(4)
    // Lines as the agent writes them, and as a narrow field mask leaves them, are decided without being read.
    let tail: [(String, SampleValue)] = [
      ("node_name", .text("prod/node-1")), ("time", .text("2026-05-11T06:00:00Z")),
    ]
    let wrapper: SampleValue = .object([("flow", flow)] + (random.chance(80) ? tail : []))
    return wrapper.written { text, isKey in
      switch (style, isKey) {
      case (1, false):
        // The first character as an escape.
        return text.unicodeScalars.first.map { first in
          "\\u00" + (first.value < 16 ? "0" : "") + String(first.value, radix: 16)
            + String(text.unicodeScalars.dropFirst())
        } ?? text
      case (2, true): return camelCase(text)
      default: return text
      }
    }
  }

  private static func camelCase(_ key: String) -> String {
    let parts = key.split(separator: "_").map(String.init)
    return parts[0] + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  @Test(
    "random flags keep the flows that the plain filter keeps",
    arguments: 0..<Scale.rounds(UInt64(25), inCI: 12))
  func randomFlags(block: UInt64) {
    var passed = 0
    for seed in block * 20..<(block + 1) * 20 {
      var flags = RandomArguments(random: SeededNumbers(seed))
      var plan: TallyPlan?
      var arguments: [FilterArgument] = []
      while plan == nil {
        arguments = flags.arguments()
        plan = Self.plan(arguments)
      }
      guard let plan else {
        continue
      }
      var flows = RandomFlow(random: SeededNumbers(seed ^ 0xF10))
      var spelling = SeededNumbers(seed ^ 0x5E11)
      let sample = (0..<40).map { _ in flows.flow() }
      let lines = sample.map { Self.spelled($0, &spelling) }
      let expected = zip(sample, lines).filter { PlainFilter.passes(arguments, $0.0) }.map(\.1)
      passed += expected.count
      let sets = KernelSet.available
      for kernels in [sets[0], sets[Int(seed) % sets.count]] {
        let kept = Self.kept(lines, plan, kernels)
        #expect(kept == expected, "seed \(seed), \(kernels.name), \(arguments)")
      }
    }
    // Neither all nor nothing: the words of flags and flows meet.
    #expect(80...720 ~= passed, "block \(block)")
  }
}
