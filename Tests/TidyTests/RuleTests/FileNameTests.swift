import Testing

/// Names that say nothing are found.
@Suite struct FileNameTests {
  @Test(
    "a name is in upper camel case and has no empty word",
    arguments: [
      ("Sources/A/lower.swift", 1), ("Sources/A/With_Line.swift", 1), ("Sources/A/A+B.swift", 1),
      ("Sources/A/TextUtils.swift", 1), ("Sources/A/Helpers/Text.swift", 1),
      ("Sources/A/BaseCase.swift", 1),
      ("Sources/A/main.swift", 0), ("Sources/A/Basement.swift", 0), ("Sources/A/UTF8Text.swift", 0),
    ])
  func spelling(path: String, count: Int) {
    #expect(FileNames.spellingFindings([path]).count == count)
  }

  @Test(
    "a file is named after one of its types",
    arguments: [
      ("struct A {}\nstruct B {}", 0), ("struct C { struct B {} }", 1), ("extension C {}", 0),
      ("private struct C {}", 0), ("// struct B {}\nenum C {}", 1), ("func c() {}", 0),
    ])
  func topic(text: String, count: Int) {
    let source = SourceText(TextFile("Sources/M/B.swift", text))
    #expect(FileNames.topics([source]).count == count)
  }
}
