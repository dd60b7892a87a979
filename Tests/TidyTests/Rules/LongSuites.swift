/// The suites that are longer in the long check, and whether it runs them.
enum LongSuites {
  /// Amounts whose suites have a step of their own in the long check.
  private static let ownSteps = ["faults", "faultRows", "soakSeconds", "rotations"]

  /// Suites that ask `Scale` how much they do, and of which the script's step `tests` names no part.
  static func findings(_ tests: [SourceText], script: TextFile) -> [Finding] {
    let names = suiteNames(script)
    return tests.filter { $0.file.name.hasSuffix("Tests.swift") }.compactMap { source in
      let isLonger = amounts(source).contains { !ownSteps.contains($0) }
      guard isLonger, !names.contains(where: { source.file.name.contains($0) }) else { return nil }
      return Finding(
        source.path, 1,
        "it asks Scale for more in the long check: name it in the step tests of \(script.path)")
    }
  }

  /// What a test asks of `Scale`.
  private static func amounts(_ source: SourceText) -> [String] {
    let tokens = source.tokens.map(\.text)
    return tokens.indices.dropLast(2).filter { tokens[$0] == "Scale" && tokens[$0 + 1] == "." }
      .map { tokens[$0 + 2] }
  }

  /// The words between bars of the step's filter.
  private static func suiteNames(_ script: TextFile) -> [Substring] {
    let filters = script.lines.map { $0.drop { $0 == " " || $0 == "'" } }
    guard let filter = filters.first(where: { $0.contains("Tests|") }) else { return [] }
    return filter.prefix { $0 != "'" }.split(separator: "|")
  }
}
