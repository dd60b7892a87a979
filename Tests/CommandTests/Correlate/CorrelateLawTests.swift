import Foundation
import TestSupport
import Testing

/// What must not change the answer of `correlate`.
@Suite struct CorrelateLawTests {
  /// What stands behind the coverage, which tells of inputs.
  private static func rows(_ arguments: [String]) throws -> String {
    let outcome = try Binary.run(["correlate", "--output", "json"] + arguments)
    try #require(outcome.status == .exited(0), "\(outcome.errorText)")
    let text = outcome.text
    let start = try #require(text.range(of: "\"rows\":["))
    #expect(text.contains("\"class\":\"likely\""))
    return String(text[start.lowerBound...])
  }

  @Test("any order of inputs and lines, any number of threads, packed or not: the same rows")
  func order() throws {
    let directory = try TemporaryDirectory()
    let options = IncidentTests.options("recovered")
    let packed = Fixture.path("incidents/recovered/flows.jsonl.gz")
    let expected = try Self.rows(options + [packed])
    let lines = String(
      decoding: try Fixture.unpacked("incidents/recovered/flows.jsonl.gz"), as: UTF8.self
    ).split(separator: "\n")
    let whole = try directory.file("whole.jsonl", lines.joined(separator: "\n") + "\n")
    var parts: [String] = []
    var random = SeededNumbers(ofRun: 15)
    let owners = lines.map { _ in random.pick([0, 1, 2]) }
    for part in 0..<3 {
      let own = zip(lines, owners).filter { $0.1 == part }.map(\.0)
      parts.append(try directory.file("part\(part).jsonl", own.joined(separator: "\n") + "\n"))
    }
    let backwards = try directory.file(
      "backwards.jsonl", lines.reversed().joined(separator: "\n") + "\n")
    for files in [[whole], parts, parts.reversed(), [backwards]] {
      for threads in ["1", "3"] {
        #expect(try Self.rows(options + files + ["--threads", threads]) == expected, "\(files)")
      }
    }
  }

  @Test("lines that another log holds, too, change nothing")
  func twice() throws {
    let options = IncidentTests.options("recovered")
    let packed = Fixture.path("incidents/recovered/flows.jsonl.gz")
    #expect(try Self.rows(options + [packed, packed]) == Self.rows(options + [packed]))
  }

  @Test("a change that is likely makes the run fail where that is asked for")
  func failOn() throws {
    let options = ["correlate", "--fail-on", "likely"]
    for (name, status) in [("recovered", Int32(1)), ("cron", 0)] {
      let log = Fixture.path("incidents/\(name)/flows.jsonl.gz")
      let outcome = try Binary.run(options + IncidentTests.options(name) + [log])
      #expect(outcome.status == .exited(status), "\(name): \(outcome.errorText)")
      #expect(outcome.errorText.contains("1 change is likely") == (status == 1))
    }
    #expect(try Binary.run("correlate", "--fail-on", "3", "-").status == .exited(2))
    #expect(try Binary.run("drops", "--fail-on", "likely", "-").status == .exited(2))
  }

  @Test("a moment that somebody names is a change like others")
  func moment() throws {
    let log = Fixture.path("incidents/recovered/flows.jsonl.gz")
    func lines(_ moment: String) throws -> [String] {
      let outcome = try Binary.run("correlate", "--at", moment, "--output", "csv", log)
      try #require(outcome.status == .exited(0), "\(outcome.errorText)")
      return outcome.text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("at,") }
    }
    let truth =
      try JSONSerialization.jsonObject(
        with: Data(try Fixture.bytes("incidents/recovered/truth.json"))) as? [String: Any]
    let guilty = try #require((truth?["guilty"] as? [[String: Any]])?.first)
    let start = try #require(guilty["started"] as? String)
    let found = try lines("\(start)=risk")
    #expect(found.count == 1 && found[0].contains(",possible,"), "\(found)")
    let other = try lines("\(start)=media")
    #expect(other.count == 1 && other[0].contains(",nothing,"), "\(other)")
    #expect(try Binary.run("correlate", "--at", "\(start)=", log).status == .exited(2))
    #expect(try Binary.run("correlate", "--at", "soon", log).status == .exited(2))
  }

  @Test("a file of changes that cannot be read is never a calm answer")
  func unreadable() throws {
    let directory = try TemporaryDirectory()
    let log = Fixture.path("incidents/cron/flows.jsonl.gz")
    let broken = try directory.file("apps.json", "[{\"kind\":")
    for arguments in [
      ["--argocd", broken], ["--flux", broken], ["--policies", broken],
      ["--argocd", directory.path(of: "none.json")],
    ] {
      let outcome = try Binary.run(["correlate"] + arguments + [log])
      #expect(outcome.status == .exited(3) && outcome.output.isEmpty, "\(arguments)")
      #expect(!outcome.errorText.isEmpty)
    }
  }
}
