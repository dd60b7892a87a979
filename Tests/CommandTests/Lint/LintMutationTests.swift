import FlowMetrics
import Foundation
import TestSupport
import Testing

/// Damaged files: `lint` finds what makes promtool refuse or complain, and nothing of that kind where it does not.
@Suite struct LintMutationTests {
  @Test("of any damaged file lint says what promtool does")
  func damagedFiles() throws {
    var numbers = SeededNumbers(ofRun: 0)
    for count in 0..<Scale.lintMutations {
      let bytes = Self.damaged(&numbers)
      var lint = TextfileLint()
      lint.begin("a.prom")
      lint.take(bytes)
      let words = Set(lint.end().map(\.rule.promtool))
      let expected: Int32 = words.contains(.refuses) ? 1 : words.contains(.complains) ? 3 : 0
      let said = try Tool.attempt("promtool", ["check", "metrics"], input: .bytes(bytes))
      #expect(
        said.status == .exited(expected),
        "FLOWAUDIT_SEED=\(Seed.ofRun), file \(count): \(String(decoding: bytes, as: UTF8.self).debugDescription) \(said.errorText)"
      )
    }
  }

  @Test("the same bytes in pieces of any size give the same findings")
  func pieces() {
    var numbers = SeededNumbers(ofRun: 0)
    for _ in 0..<1_000 {
      let bytes = Self.damaged(&numbers)
      var whole = TextfileLint()
      whole.begin("a.prom")
      whole.take(bytes)
      var pieces = TextfileLint()
      pieces.begin("a.prom")
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...20, using: &numbers))
        pieces.take(Array(piece))
        rest = rest.dropFirst(piece.count)
      }
      let findings = whole.end()
      #expect(findings == pieces.end(), "FLOWAUDIT_SEED=\(Seed.ofRun)")
    }
  }

  private static let tokens: [[UInt8]] =
    [
      "# HELP ", "# TYPE ", "m_x", "m_x_total", "_bucket", "_count", "_sum", " ", "\t", "\n", "\r",
      "{", "}", "=", "\"", "\\", ",", "a", "le", "quantile", "1", "-", "+", ".", "e", "NaN", "Inf",
      "counter", "gauge", "histogram", "summary", "untyped", "#", ":", "_", "é", "\u{0}", "s_",
      "0x",
      " 1700000000000", "aB", "\\n", "\\\\", "milli",
    ].map { Array($0.utf8) } + [[0xff], [0x80], [0xc3]]

  /// A file of the rows, changed in one to four places.
  private static func damaged(_ numbers: inout SeededNumbers) -> [UInt8] {
    let files = LintRow.all.flatMap(\.files).map(\.bytes).filter { !$0.isEmpty }
    var bytes = files.randomElement(using: &numbers) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      let place = Int.random(in: 0...bytes.count, using: &numbers)
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0: bytes.removeSubrange(place..<min(bytes.count, place + 1))
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 8))
      case 2: bytes += files.randomElement(using: &numbers) ?? []
      default: bytes.insert(contentsOf: tokens.randomElement(using: &numbers) ?? [], at: place)
      }
    }
    return bytes
  }
}
