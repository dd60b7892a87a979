import Testing

/// Words and uses that are not to be are found.
@Suite struct WordTests {
  private func source(_ text: String) -> SourceText {
    SourceText(TextFile("Sources/M/A.swift", text))
  }

  @Test(
    "no documentation comment begins with 'The same'",
    arguments: [
      ("/// The same for short ones.\nlet a = 1", [1]),
      ("/// First.\n/// The same line goes on.\n\n  /// The same.\n", [4]),
      ("// The same.\nlet a = \"/// The same\"", []),
    ])
  func openings(text: String, lines: [Int]) {
    #expect(PlainWords.openingLines(source(text)) == lines)
  }

  @Test(
    "messages have none of the phrases, as words of their own",
    arguments: [
      ("\"port \\(port) is no port\"", true), ("\"begin anew\"", true),
      ("\"what it shall do\"", true),
      ("\"\"\"\n  a\n  parts thereof\n  \"\"\"", true),
      ("\"there is no such program\"", false), ("// is no message\nlet a = \"\"", false),
      ("\"a manewver, marshall it\"", false),
    ])
  func phrases(text: String, isFound: Bool) {
    #expect(PlainWords.phraseLines(source(text)).count == (isFound ? 1 : 0))
  }

  @Test(
    "unsafe in a file that the list does not have is found",
    arguments: [
      ("let a = unsafe b", 1), ("final class A: @unchecked Sendable {}", 1),
      ("// unsafe\nlet a = \"unsafe\"", 0),
      ("a.withUnsafeBytes { }", 0),
    ])
  func unsafe(text: String, count: Int) {
    #expect(UnsafeUses.uses([source(text)]).count == count)
  }

  @Test(
    "a member with unsafe has a comment above it or inside",
    arguments: [
      ("struct A {\n  func b() {\n    unsafe c()\n  }\n}", [3]),
      ("/// A.\nstruct A {\n  let b = unsafe c\n}", [3]),
      ("struct A {\n  /// B.\n  func b() { }\n  var d: Int {\n    f { unsafe c() }\n  }\n}", [5]),
      ("struct A {\n  /// B.\n  @inline(__always)\n  func b() {\n\n    unsafe c()\n  }\n}", []),
      ("struct A {\n  func b() {\n    // C.\n    f {\n      unsafe c()\n    }\n  }\n}", []),
      ("struct A {\n  /// B.\n  let b = B(\n    c: { unsafe d() },\n    e: { unsafe f() })\n}", []),
      ("struct A {\n  /// B.\n  let b = 1\n  let c = { unsafe d() }\n}", [4]),
      ("struct A {\n  init() {\n    unsafe c()\n  }\n  deinit {\n    unsafe c()\n  }\n}", []),
    ])
  func unsafeComment(text: String, lines: [Int]) {
    #expect(UnsafeUses.commentFindings(source(text)).map(\.line) == lines)
  }
}
