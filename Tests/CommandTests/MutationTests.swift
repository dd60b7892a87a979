import TestSupport
import Testing

/// Damaged lines and strings of tokens: what is malformed is what the judge of the executable rules says, to the line, on every
/// instruction set that this machine has, in the Swift twin, and with 1 to 8 threads.
@Suite struct MutationTests {
  private static let batchSize = 100_000
  private static let batches = Array(0..<max(1, (Scale.mutations + batchSize - 1) / batchSize))

  @Test(
    "lines with bytes changed, inserted and removed are malformed where the judge says so",
    arguments: batches)
  func mutatedLines(batch: Int) throws {
    let seed = Seed.ofRun + batch
    let count = min(Self.batchSize, Scale.mutations - batch * Self.batchSize)
    let logs = ["full-20k", "odd-5k", "exporter-20k", "minimal-5k", "aggregate-12k"]
    try expectJudged(
      batch, "FLOWAUDIT_SEED=\(seed) FLOWAUDIT_MUTATIONS=\(count)", atLeast: count,
      "mutations.py", ["\(seed)", "\(count)"],
      logs.map { Fixture.path("flows/\($0).jsonl.gz") })
  }

  /// A text before, a text behind, and which part of the strings stands between.
  struct TokenPart: Sendable {
    let before: String
    let after: String
    let number: Int

    static let count = Scale.isLong ? 14 : 1
    static let all = [
      ("", ""), ("{\"a\":[", "]}"), ("{\"a\":", "}"), ("{\"a\":[{\"b\":\"c\"},{\"d\":", "}]}"),
    ].flatMap { texts in
      (0..<count).map { Self(before: texts.0, after: texts.1, number: $0) }
    }
  }

  @Test(
    "every string of tokens up to a length is malformed where the judge says so",
    arguments: TokenPart.all)
  func tokenStrings(part: TokenPart) throws {
    try expectJudged(
      part.number, "FLOWAUDIT_TOKENS=\(Scale.tokens) \(part)", atLeast: Scale.tokens,
      "token_strings.py",
      [part.before, part.after, "\(Scale.tokens)", "\(part.number)", "\(TokenPart.count)"], [])
  }

  private func expectJudged(
    _ number: Int, _ note: String, atLeast count: Int, _ tool: String, _ arguments: [String],
    _ inputs: [String]
  ) throws {
    let directory = try TemporaryDirectory()
    _ = try Tool.script(tool, arguments + [directory.path] + inputs)
    let files = try JudgedFile.files(in: directory.path)
    #expect(files[0].lineCount > count)
    for way in CountingWay.all(for: number) {
      for file in files {
        let difference = try file.firstDifference(way)
        #expect(difference == nil, "\(note)")
        if difference != nil {
          return
        }
      }
    }
  }
}
