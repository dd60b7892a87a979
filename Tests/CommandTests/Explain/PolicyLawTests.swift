import Foundation
import TestSupport
import Testing

/// What must not change an answer: how the policies are written, and how the rows are grouped.
@Suite struct PolicyLawTests {
  /// Some of the sets that have a log, drawn with the run's seed.
  private static let drawn: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: Fixture.path("policies")))
    let withLogs = (names ?? []).sorted().filter {
      FileManager.default.fileExists(atPath: Fixture.path("policies/\($0)/flows.json.gz"))
    }
    var random = SeededNumbers(ofRun: 7)
    return withLogs.isEmpty ? [] : (0..<3).map { _ in random.pick(withLogs) }
  }()

  private static func log(_ name: String) -> String {
    Fixture.path("policies/\(name)/flows.json.gz")
  }

  /// The rows of an answer as JSON.
  private static func rows(
    _ name: String, _ policies: String, _ more: String...
  ) throws -> [[String: Any]] {
    let outcome = try Binary.run(
      ["explain", "--output", "json", "--policies", policies, log(name)] + more)
    try #require(outcome.status == .exited(0), "\(outcome.errorText)")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any]
    return try #require(object?["rows"] as? [[String: Any]])
  }

  @Test(
    "policies as a List of JSON and as documents of YAML, shuffled and in any style, answer the same",
    arguments: ["block", "flow", "anchors"])
  func styles(style: String) throws {
    let directory = try TemporaryDirectory()
    for name in Self.drawn {
      let packed = Fixture.path("policies/\(name)/policies.json.gz")
      let text = try Fixture.unpacked("policies/\(name)/policies.json.gz")
      let list = try #require(
        JSONSerialization.jsonObject(with: Data(text)) as? [String: Any])
      let items = try #require(list["items"] as? [Any]).shuffled()
      // The order of keys is that of a dictionary: another one in each process.
      let lines = try items.map { try JSONSerialization.data(withJSONObject: $0) + Data("\n".utf8) }
      let path = try directory.file("\(name).jsonl", lines.joined())
      let yaml = try Tool.shell(
        "python3 \"$1\" \"$2\" < \"$3\"", Fixture.path("tools/yaml_styles.py"), style, path)
      let written = try directory.file("\(name)/policies.yaml", yaml.text)
      let expected = try Self.rows(name, packed, "--by", "uuid")
      let found = try Self.rows(name, written, "--by", "uuid")
      #expect(!expected.isEmpty && NSArray(array: found) == NSArray(array: expected), "\(name)")
    }
  }

  @Test("a drop has one class, whatever it is grouped by")
  func groupings() throws {
    for name in Self.drawn {
      let policies = Fixture.path("policies/\(name)/policies-after.json.gz")
      func sums(_ fields: String) throws -> [String: Int] {
        try Self.rows(name, policies, "--by", fields).reduce(into: [:]) { sums, row in
          sums[row["class"] as? String ?? "", default: 0] += row["drops"] as? Int ?? 0
        }
      }
      let expected = try sums("uuid")
      for fields in [
        "", "source-workload,destination-workload", "destination-port", "namespace,node",
      ] {
        #expect(try sums(fields) == expected, "\(name) by \(fields)")
      }
    }
  }
}
