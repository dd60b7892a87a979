import FlowWiring
import TestSupport
import Testing

/// Values and objects in, findings out.
struct WiringTests {
  @Test("The cases are answered as they were by hand", arguments: WiringCase.names)
  func cases(name: String) throws {
    let wired = try WiringCase(name)
    #expect(wired.text == wired.expected)
  }

  @Test("Each code has a case that has it, and where all is good there is none")
  func codes() throws {
    let cases = try WiringCase.names.map(WiringCase.init)
    let found = Set(cases.flatMap { $0.answer.findings.map(\.code) })
    #expect(found == Set(WiringCode.allCases))
    let good = try WiringCase("all-good").answer
    #expect(good.findings == [] && !good.isBroken && !good.visible.values.contains(false))
  }

  @Test("Random values and objects are answered as by the reference")
  func random() throws {
    let count = Scale.rounds(20_000, inCI: 400)
    let lines = try Tool.script("wiring_cases.py", ["\(Seed.ofRun)", "\(count)"]).output
      .split(separator: UInt8(ascii: "\n"))
    try #require(lines.count == count)
    for line in lines {
      let wired = try WiringCase(Array(line))
      #expect(
        wired.text == wired.expected,
        "FLOWAUDIT_SEED=\(Seed.ofRun) \(String(decoding: line, as: UTF8.self))")
    }
  }

  @Test("Every finding of a case has words: a sentence, a remedy, a command that names something")
  func words() throws {
    for name in WiringCase.names {
      for finding in try WiringCase(name).answer.inOrder {
        let words = WiringWords.of(finding, WiringCheck { _, _ in nil })
        #expect(!words.sentence.isEmpty && !words.remedy.isEmpty, "\(name) \(finding)")
        #expect(words.command.count > 2 && !words.command.contains(""), "\(name) \(finding)")
        #expect(!words.sentence.contains("  "), "\(name) \(words.sentence)")
      }
    }
  }

  @Test(
    "A version is one whose rules are known",
    arguments: [
      ("1.14.3", "1.14.3"), ("v1.19.6", "1.19.6"), ("1.20", "1.20"), ("1.21.0-rc.1", "1.21.0-rc.1"),
      ("1.13.9", nil), ("1", nil), ("2.0.0", nil), ("", nil), ("1.19.6.1", nil), ("1.x", nil),
      ("-1.19", nil),
    ] as [(String, String?)])
  func versions(text: String, expected: String?) {
    #expect(ChartVersion(text)?.text == expected)
  }
}
