import Foundation
import TestSupport
import Testing

/// Fixtures/conformance/rfc8259.tsv: what is JSON and what is not, each case tried as `{"x":CASE}`.
@Suite struct ConformanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let isValid: Bool
    let written: String
    let rule: String

    /// The case itself: behind a backslash and x stand two hexadecimal digits of any byte.
    var line: [UInt8] {
      let parts = written.components(separatedBy: "\\x")
      let bytes = parts.dropFirst().flatMap { (part: String) -> [UInt8] in
        let escaped: UInt8 = UInt8(part.prefix(2), radix: 16) ?? 0
        return [escaped] + [UInt8](part.dropFirst(2).utf8)
      }
      return [UInt8](#"{"x":"#.utf8) + [UInt8](parts[0].utf8) + bytes + [UInt8(ascii: "}")]
    }

    var testDescription: String {
      "\(rule): \(written.prefix(80))"
    }
  }

  static let cases: [Case] = {
    let rows = (try? Fixture.text("conformance/rfc8259.tsv"))?.split(separator: "\n") ?? []
    return rows.dropFirst().map { row in
      let columns = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Case(isValid: columns[0] == "1", written: columns[1], rule: columns[2])
    }
  }()

  @Test("the table is there and says the same as the judge")
  func tableAgreesWithJudge() throws {
    #expect(Self.cases.count >= 200)
    let outcome = try Tool.attempt(Tool.python, [Fixture.path("conformance/check.py")])
    #expect(outcome.status == .exited(0), "\(outcome.text)")
  }

  @Test(
    "one line by itself is malformed or not as the grammar says",
    arguments: Scale.drawn(cases, inCI: 250))
  func oneLine(of row: Case) throws {
    let outcome = try Binary.run(
      "drops", "--output", "json", input: .bytes(row.line + [UInt8(ascii: "\n")]))
    // JSON or not: it is no flow log.
    #expect(outcome.status == .exited(3))
    let lines = try Answer(outcome).coverage.lines.filter { $0.value != 0 }
    #expect(lines == (row.isValid ? ["other": 1] : ["malformed": 1]))
  }

  @Test("a line is judged the same wherever it lies in a block, whatever stands around it")
  func everyAlignment() throws {
    var log: [UInt8] = []
    for shift in 0..<64 {
      for row in Self.cases {
        // In front of a line blanks would say that it belongs to a document before it.
        log += row.line + [UInt8](repeating: UInt8(ascii: " "), count: shift) + [10]
      }
    }
    let outcome = try Binary.run("drops", "--output", "json", input: .bytes(log))
    let answer = try Answer(outcome)
    #expect(answer.lineCount("other") == 64 * Self.cases.count { $0.isValid })
    #expect(answer.lineCount("malformed") == 64 * Self.cases.count { !$0.isValid })
    #expect(answer.coverage.lines.values.reduce(0, +) == 64 * Self.cases.count)
  }

  @Test("a line cut by the end of the input is judged as it stands there")
  func lastLineWithoutEnd() throws {
    let rows = Self.cases.filter { $0.rule.hasPrefix("RFC 8259 7") }.prefix(40)
    for row in rows {
      let answer = try Answer(try Binary.run("drops", "--output", "json", input: .bytes(row.line)))
      #expect(answer.lineCount("malformed") == (row.isValid ? 0 : 1), "\(row.testDescription)")
    }
  }
}
