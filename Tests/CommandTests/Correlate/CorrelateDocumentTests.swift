import Testing

/// `docs/correlate.md`, whose examples print what they say.
///
/// To write its outputs anew: `FLOWAUDIT_WRITE_DOCUMENTS=1 swift test --filter CorrelateDocumentTests`.
@Suite struct CorrelateDocumentTests {
  @Test("the examples of docs/correlate.md print what they say")
  func examples() throws {
    try ConsoleExamples.check("docs/correlate.md", count: 3)
  }
}
