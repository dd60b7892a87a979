import Testing

/// CONTRIBUTING's list of what to change for something new, held against what is there for something of its kind.
@Suite struct ExtendingTests {
  private let repository = Repository.shared

  /// What was added once, as its name stands in sources and tests, and the beginning of the point that tells how.
  static let examples: [(name: String, point: String)] = [
    ("tracePoint", "- **a field for `--by`**"), ("inputBytes", "- **a metric**"),
    ("lastRunDuration", "- **a metric**"),
  ]

  @Test("CONTRIBUTING names every file in which a field and a metric stand", arguments: examples)
  func files(name: String, point: String) {
    let text = repository.text("CONTRIBUTING.md")
    let points = text.split(separator: "\n- **").map { "- **" + $0 }
    let told = points.first { $0.hasPrefix(point) } ?? ""
    let files = repository.files.filter { file in
      file.isBelow("Sources", "Tests") && file.suffix == "swift"
        && file.name != "ExtendingTests.swift"
        && file.text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).contains(name[...])
    }
    #expect(!files.isEmpty)
    for file in files {
      #expect(told.contains(file.name), "\(file.path) is not named where \(point) is explained")
    }
  }
}
