import FlowManifest
import TestSupport
import Testing

/// One object in JSON and in YAML of another writer: the same value.
@Suite(.enabled(if: ManifestReader.readsYAML)) struct AgreementTests {
  @Test(
    "JSON, and what PyYAML makes of it in block and flow style and with anchors, give the same values",
    arguments: ["block", "flow", "anchors"])
  func styles(style: String) throws {
    var random = SeededNumbers(ofRun: 1)
    // PyYAML writes NEL and line separators bare where it can, and takes fewer plain texts for numbers and booleans.
    let count = Scale.rounds(5_000, inCI: 200)
    var values = (0..<count).map { _ in Samples.object(&random) }
    values = values.filter { $0 != .null && PyYAML.agrees($0) }
    let json = values.map(Reading.json).joined(separator: "\n")
    let fromJSON = try Reading.manifests(Array(json.utf8)).map(\.value)
    #expect(fromJSON == values)
    let written = try Tool.run(
      Tool.python, [Fixture.path("tools/yaml_styles.py"), style], input: .bytes(Array(json.utf8)))
    let fromYAML = try Reading.manifests(Array(written.output)).map(\.value)
    try #require(fromYAML.count == values.count)
    for (yaml, value) in zip(fromYAML, values) {
      #expect(yaml == value, "FLOWAUDIT_SEED=\(Seed.ofRun)")
    }
  }
}

/// What PyYAML writes as go-yaml reads it.
private enum PyYAML {
  static func agrees(_ value: ManifestValue) -> Bool {
    switch value {
    case .null, .bool: true
    // It reads and writes these as doubles.
    case .number(let number): !number.contains { $0 == "." || $0 == "e" }
    case .string(let text): agrees(text)
    case .array(let elements): elements.allSatisfy(agrees)
    case .object(let members): members.allSatisfy { agrees($0.key) && agrees($0.value) }
    }
  }

  /// It leaves `y`, `n` and numbers like `1e3` and `0o17` bare, which go-yaml does not read as strings.
  private static func agrees(_ text: String) -> Bool {
    if Samples.strings.contains(text) { return true }
    guard let first = text.utf8.first, !["y", "Y", "n", "N"].contains(text) else { return false }
    return !"0123456789+-.".utf8.contains(first)
  }
}
