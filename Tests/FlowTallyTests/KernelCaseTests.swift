import Foundation
import TestSupport
import Testing

@testable import FlowTally

/// Cases for the machines that run C but no Swift here: scripts/check-arm64 sets FLOWAUDIT_KERNEL_CASES, the file to write.
@Suite struct KernelCaseTests {
  @Test("there are cases of every kernel, from texts of all kinds and lengths")
  func cases() throws {
    var skeleton = SkeletonCases(KernelCaseFile())
    try Self.addTexts(to: &skeleton)
    var lines = LineCases(skeleton.file)
    Self.addLines(to: &lines)
    var file = lines.file
    file.finish()
    #expect(
      file.counts.mapValues { $0 >= 100 } == [
        "find_strings": true, "squeeze": true, "judge_tokens": true, "match_nestings": true,
        "count_line_ends": true, "match_heads": true, "match_tails": true, "find_tails": true,
        "take_lines": true,
        "find_obstacles": true,
        "find_structure": true, "has_members": true,
        "find_needles": true, "undo_escapes": true,
      ])
    if let path = ProcessInfo.processInfo.environment["FLOWAUDIT_KERNEL_CASES"] {
      try Data(file.bytes).write(to: URL(filePath: path))
    }
  }

  /// Random text of every length up to two strides and of some kilobytes, valid and damaged lines of logs, the table of
  /// conformance.
  private static func addTexts(to cases: inout SkeletonCases) throws {
    var random = SeededNumbers(3)
    for length in 1...520 {
      cases.add(RandomText.bytes(length, using: &random))
    }
    for _ in 0..<60 {
      cases.add(RandomText.bytes(Int.random(in: 1...9000, using: &random), using: &random))
    }
    for name in ["odd-5k", "full-20k", "exporter-20k"] {
      let text = try FlowLog.text(name, lines: 12)
      for start in 0..<12 {
        cases.add(Array(text[start...]))
        cases.add(Array(text.dropLast(start * 7 + 1)))
      }
      cases.add(FlowLog.spaced(text))
    }
    try addDamagedLines(to: &cases, using: &random)
    addCutCharacters(to: &cases)
    cases.add(Array(try Conformance.cases().joined(separator: [UInt8(ascii: "\n")])))
  }

  private static func addDamagedLines(
    to cases: inout SkeletonCases, using random: inout SeededNumbers
  ) throws {
    let odd = try FlowLog.lines("odd-5k", count: 60)
    for (lines, most) in [(Mutation.smallLines, 30), (odd, 3)] {
      for _ in 0..<150 {
        var block: [UInt8] = []
        for _ in 0..<Int.random(in: 1...most, using: &random) {
          var line = lines.randomElement(using: &random) ?? []
          if Bool.random(using: &random) {
            Mutation.damage(&line, using: &random)
          }
          block += line + [UInt8(ascii: "\n")]
        }
        cases.add(block)
      }
    }
  }

  /// The only byte above ASCII at any place of a stride: nothing else sends the kernel to look closer.
  private static func addCutCharacters(to cases: inout SkeletonCases) {
    let cut: [[UInt8]] = [
      [0xC3], [0xE2], [0xE2, 0x82], [0xF0, 0x9F], [0xF0, 0x9F, 0x98], [0x80], [0xED, 0xA0, 0x80],
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
    ]
    let tail = Array("\(String(repeating: "t", count: 300))\"}\n".utf8)
    for padding in 0...260 {
      let head = Array("{\"p\":\"\(String(repeating: "p", count: padding))".utf8)
      cases.add(head + cut[padding % cut.count] + tail)
      cases.add(head + cut[(padding + 5) % cut.count] + tail)
      var zeros = [UInt8](repeating: 0, count: 300)
      zeros[padding] = 0x80
      cases.add(zeros)
    }
  }

  private static func addLines(to cases: inout LineCases) {
    let tests = LineKernelTests()
    var random = SeededNumbers(13)
    for _ in 0..<100 {
      let chosen = (0..<(1 + random.below(24))).map { _ in random.pick(LineKernelTests.lines) }
      tests.withBlock(chosen) { bytes, ends in
        cases.add(bytes, ends, tests.learnedHeads(bytes, ends))
      }
      cases.add(content: Array(UndoEscapesTests.content(using: &random).utf8))
      let escaped = chosen.map { $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") }
      cases.add(content: Array(escaped.joined().utf8))
    }
  }
}
