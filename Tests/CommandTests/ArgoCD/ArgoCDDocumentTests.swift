import Testing

/// `docs/argocd.md`, whose examples print what they say.
///
/// To write its outputs anew: `FLOWAUDIT_WRITE_DOCUMENTS=1 swift test --filter ArgoCDDocumentTests`.
@Suite struct ArgoCDDocumentTests {
  @Test("the examples of docs/argocd.md print what they say")
  func examples() throws {
    try ConsoleExamples.check("docs/argocd.md", count: 3)
  }
}
