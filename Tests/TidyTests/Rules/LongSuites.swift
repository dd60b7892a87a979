/// The suites that are longer in the long check, and whether it runs them.
enum LongSuites {
  /// Amounts whose suites have a step of their own in the long check.
  private static let ownSteps = ["faults", "soakSeconds", "rotations"]

  /// Suites that ask `Scale` how much they do, and of which the script's step `tests` names no part.
  static func findings(_ tests: [TextFile], script: TextFile) -> [Finding] {
    let names = suiteNames(script)
    return tests.compactMap { file in
      let asked = file.text.split(separator: "Scale.").dropFirst().map {
        $0.prefix(while: \.isLetter)
      }
      let isLonger = asked.contains { !ownSteps.contains(String($0)) }
      let isNamed = names.contains { file.name.contains($0) }
      guard file.name.hasSuffix("Tests.swift"), isLonger, !isNamed else { return nil }
      return Finding(
        file.path, 1,
        "it asks Scale for more in the long check: name it in the step tests of \(script.path)")
    }
  }

  /// The words between bars of the step's filter.
  private static func suiteNames(_ script: TextFile) -> [Substring] {
    let filters = script.lines.map { $0.drop { $0 == " " || $0 == "'" } }
    guard let filter = filters.first(where: { $0.contains("Tests|") }) else { return [] }
    return filter.prefix { $0 != "'" }.split(separator: "|")
  }
}
