import Testing

/// A default is found where the switch is over an enum of ours.
@Suite struct EnumDefaultsTests {
  private let own = SourceText(
    TextFile(
      "Sources/A/Kind.swift",
      """
      enum Kind: Int {
        case one = 1, two(Int, text: String)
        case `default`
        static func of(_ n: Int) -> Self { switch n { case four: .one; default: .five } }
        struct Inner { }
        indirect case six
      }
      """))

  private func lines(_ text: String) -> [Int] {
    EnumDefaults.lines(
      SourceText(TextFile("Sources/A/B.swift", text)), caseNames: EnumDefaults.caseNames([own]))
  }

  @Test("cases are what an enum declares, not what a switch in it asks for")
  func cases() {
    #expect(EnumDefaults.caseNames([own]) == ["one", "two", "default", "six"])
  }

  @Test(
    "a switch with a case of ours has no default",
    arguments: [
      ("switch a {\ncase .one: 1\ndefault: 2\n}", [3]),
      (
        "switch (a, b) {\ncase (_, .two): 1\ndefault: switch c {\ncase .six: 1\ndefault: 2\n}\n}",
        [3, 5]
      ),
      (
        "switch a {\ncase .other: f(x, default: .one)\ncase let .two(n, _): 1\n@unknown default: 2\n}",
        [4]
      ),
      ("switch a {\ncase 1, .one?: 1\ndefault: 2\n}", [3]),
    ])
  func found(text: String, lines: [Int]) {
    #expect(self.lines(text).sorted() == lines)
  }

  @Test(
    "other switches may have one",
    arguments: [
      "switch byte { case Byte.one, UInt8(ascii: \"a\"): 1\ndefault: .one }",
      "switch text { case \"a\": Kind.one\ndefault: 2 }",
      "switch a { case .one: counts[a, default: 0] += 1\ncase .six: 2 }",
      "switch n { case 1: .one\ndefault: switch a { case .one: 1 } }",
      "// switch a { case .one: 1; default: 2 }",
    ])
  func free(text: String) {
    #expect(lines(text).isEmpty)
  }
}
