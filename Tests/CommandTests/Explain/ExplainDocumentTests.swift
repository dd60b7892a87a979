import TestSupport
import Testing

/// `docs/explain.md`, whose examples print what they say, and the incident that it tells.
///
/// To write its outputs anew: `FLOWAUDIT_WRITE_DOCUMENTS=1 swift test --filter ExplainDocumentTests`.
@Suite struct ExplainDocumentTests {
  @Test("the examples of docs/explain.md print what they say")
  func examples() throws {
    try ConsoleExamples.check("docs/explain.md", count: 9)
  }

  @Test("an example that fails has to say with which status")
  func failure() throws {
    let command = ["```console", "$ flowaudit explain --suggest"]
    #expect(throws: Tool.Failed.self) { try ConsoleExamples.rewritten(command + ["```"]) }
    let asked = command + ["$ echo $?", "9", "```", "$ flowaudit is no example here"]
    #expect(
      try ConsoleExamples.rewritten(asked) == command + ["$ echo $?", "2", "```", asked[5]])
  }

  @Test("the incident is what its generator makes")
  func incident() throws {
    let directory = try TemporaryDirectory()
    _ = try Tool.script("incident.py", [directory.path])
    #expect(
      try directory.names
        == ["cilium-config.json", "denied.jsonl.gz", "policies-before.json", "policies.json"])
    for name in try directory.names where !name.hasSuffix(".gz") {
      #expect(try directory.text(name) == Fixture.text("incident/\(name)"))
    }
    // Versions of zlib pack the same lines into other bytes.
    let made = try Tool.run(
      "gzip", ["--decompress", "--stdout", directory.path(of: "denied.jsonl.gz")])
    let kept = try Tool.run(
      "gzip", ["--decompress", "--stdout", Fixture.path("incident/denied.jsonl.gz")])
    #expect(made.text == kept.text)
  }

  @Test("a suggestion, applied, lets its packets pass")
  func suggestion() throws {
    let incident = "incident/"
    let asked = [
      "explain", incident + "denied.jsonl.gz", "--policies", incident + "policies.json",
      "--from-namespace", "shop", "--to-workload", "payments-api",
    ]
    let directory = try TemporaryDirectory()
    let change = try directory.file("change.yaml", Binary.run(asked + ["--suggest"]).text)
    let before = try Binary.run(asked + ["--fail-on", "0"])
    let after = try Binary.run(asked + ["--policies", change, "--fail-on", "0"])
    #expect(before.status == .exited(1))
    #expect(after.status == .exited(0))
    // Two rows, which change one policy.
    #expect(before.text.split(separator: "No rule allows it").count == 3)
    #expect(after.text.split(separator: "It would pass").count == 3)
  }
}
