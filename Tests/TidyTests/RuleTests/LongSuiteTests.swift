import Testing

/// Suites that the long check forgets are found.
@Suite struct LongSuiteTests {
  private let script = TextFile(
    "scripts/check-long", "tests() {\n  scripts/test --filter \\\n    'CutTests|MutationTests'\n}\n"
  )

  @Test(
    "a suite that asks Scale is named in the long check, or has a step of its own",
    arguments: [
      ("CutTests.swift", "let a = Scale.cuts", 0),
      ("LintMutationTests.swift", "let a = Scale.lintMutations", 0),
      ("KillTests.swift", "let a = Scale.kills", 1),
      ("KillTests.swift", "let a = Scale.rounds(10, inCI: 2)", 1),
      ("KillTests.swift", "let a = 1", 0),
      ("FaultMatrixTests.swift", "let a = Scale.faults", 0),
      ("RateTests.swift", "let a = Scale.soakSeconds + Scale.rotations", 0),
      ("Helper.swift", "let a = Scale.kills", 0),
    ])
  func suites(name: String, text: String, count: Int) {
    let found = LongSuites.findings(
      [SourceText(TextFile("Tests/A/\(name)", text))], script: script)
    #expect(found.map(\.path) == Array(repeating: "Tests/A/\(name)", count: count))
  }
}
