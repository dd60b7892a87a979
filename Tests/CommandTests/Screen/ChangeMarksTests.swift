import Foundation
import TestSupport
import Testing

/// Changes of a cluster beside drops over time: `--argocd`, `--flux` and `--policies` on `drops` and `summary`.
@Suite struct ChangeMarksTests {
  private static let log = "incident/denied.jsonl.gz"
  private static let list = "argocd/apps.json"

  /// What a terminal shows.
  private func screen(_ arguments: [String], size: String = "80x40") throws -> String {
    try Tool.attempt(
      Tool.python,
      [Fixture.path("tools/terminal.py"), size, "outputs", Binary.path] + arguments,
      environment: ["NO_COLOR": "1"]
    ).text.replacing("\r", with: "")
  }

  @Test("a terminal shows drops over time with the changes under them")
  func terminal() throws {
    let arguments = ["drops", Self.log, "--bucket", "1m", "--by", "destination-namespace"]
    let plain = try screen(arguments)
    #expect(
      plain.contains("\nover time, 09:30:00Z to 10:00:00Z") || plain.contains("\nover time, 09:"))
    #expect(plain.contains("  payments\n"))
    #expect(!plain.contains("changes"))
    let marked = try screen(arguments + ["--argocd", Self.list])
    #expect(marked.contains("^  changes\n"))
    #expect(
      marked.contains(
        "  changes: 09:39:48Z argocd argocd/payments: created\n    CiliumNetworkPolicy/payments/payments-api, created\n"
      ), "\(marked)")
    #expect(marked.contains("  changes: 09:48:30Z argocd argocd/shop\n"))
  }

  @Test("elsewhere nothing is drawn, and without these options nothing changes")
  func elsewhere() throws {
    let bucket = ["drops", Self.log, "--bucket", "1m"]
    #expect(try !Binary.run(bucket).text.contains("over time"))
    for command in ["drops", "summary"] {
      let plain = try Binary.run(command, Self.log)
      let marked = try Binary.run(command, Self.log, "--argocd", Self.list)
      let lines = marked.text.split(separator: "\n").filter { !$0.hasPrefix("  changes: ") }
      #expect(lines == plain.text.split(separator: "\n"))
      #expect(marked.text.contains("  changes: 09:39:48Z argocd argocd/payments: created "))
    }
  }

  @Test("JSON lists the changes of the log's time, where they are asked for")
  func json() throws {
    struct Answer: Decodable {
      struct Change: Decodable {
        let tool: String
        let app: String
        let started: String
        let changed: [String]
      }
      let changes: [Change]?
    }
    func changes(_ options: String...) throws -> [String]? {
      let outcome = try Binary.run(["drops", Self.log, "--output", "json"] + options)
      #expect(outcome.status == .exited(0))
      return try JSONDecoder().decode(Answer.self, from: Data(outcome.output)).changes?.map {
        "\($0.started.suffix(9)) \($0.tool) \($0.app) \($0.changed.joined(separator: ","))"
      }
    }
    let syncs = [
      "09:39:48Z argocd argocd/payments created CiliumNetworkPolicy/payments/payments-api,created CiliumNetworkPolicy/payments/payments-api-egress,created NetworkPolicy/payments/payments-db",
      "09:48:30Z argocd argocd/shop ", "09:59:40Z argocd argocd/search ",
    ]
    #expect(try changes() == nil)
    #expect(try changes("--argocd", Self.list) == syncs)
    // Times of policies that belong to no sync that is shown: they have no owner's label here.
    #expect(
      try changes("--policies", "incident/policies.json") == [
        "09:40:05Z policy CiliumNetworkPolicy/payments/payments-api created",
        "09:40:05Z policy CiliumNetworkPolicy/payments/payments-api-egress created",
        "09:40:05Z policy NetworkPolicy/payments/payments-db created",
        "09:52:40Z policy NetworkPolicy/payments/payments-db configured",
      ])
    let both = try #require(
      try changes("--argocd", Self.list, "--policies", "incident/policies.json"))
    #expect(
      both.filter { $0.contains(" policy ") }.count == 1,
      "the sync says that it made them; one was edited later")
    #expect(both.contains(syncs[0]))
  }

  @Test("what cannot be read ends the run, and standard input is one thing")
  func broken() throws {
    let outcome = try Binary.run("drops", Self.log, "--argocd", "incident/policies.json")
    #expect(outcome.status == .exited(3))
    #expect(outcome.text == "")
    #expect(outcome.errorText.contains("no application of Argo CD"))
    let twice = try Binary.run("summary", "-", "--flux", "-", input: .bytes([]))
    #expect(twice.status == .exited(2))
  }
}
