import Foundation
import TestSupport
import Testing

/// `export --argocd`: a list of applications beside the metrics of a log, whatever becomes of the list.
@Suite struct ArgoCDExportTests {
  private static let list = Fixture.path("argocd/apps.json")
  private static let log = "flows/mixed.jsonl"
  private static let ofList = """
    flowaudit_argocd_applications{sync_status="OutOfSync",health_status="Healthy"} 1
    flowaudit_argocd_applications{sync_status="Synced",health_status="Degraded"} 1
    flowaudit_argocd_applications{sync_status="Synced",health_status="Healthy"} 1
    flowaudit_argocd_applications{sync_status="Synced",health_status="Progressing"} 1
    flowaudit_argocd_applications{sync_status="Synced",health_status="Suspended"} 1
    flowaudit_argocd_applications{sync_status="Unknown",health_status="Missing"} 1
    flowaudit_argocd_list_success 1
    flowaudit_argocd_list_timestamp_seconds 1778493602
    flowaudit_argocd_sync_duration_seconds{percentile="50"} 14
    flowaudit_argocd_sync_duration_seconds{percentile="99"} 42
    flowaudit_argocd_sync_failures 1
    flowaudit_argocd_syncs 4
    """

  /// The samples of a list, and all others but the run's own times.
  private func split(_ text: String) -> (list: String, others: [String]) {
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    let changing = ["flowaudit_last_run_timestamp", "flowaudit_last_run_duration"]
    return (
      lines.filter { $0.hasPrefix("flowaudit_argocd_") }.joined(separator: "\n"),
      lines.filter { line in
        !(["flowaudit_argocd_"] + changing).contains { line.hasPrefix($0) }
          && !line.hasPrefix("flowaudit_last_success")
      }
    )
  }

  @Test("a run without a state has the list's families beside the log's, which stay as they are")
  func window() throws {
    let plain = try Binary.run("export", Self.log)
    let listed = try Binary.run("export", Self.log, "--argocd", Self.list)
    #expect(listed.status == .exited(0))
    #expect(listed.errorText == "")
    #expect(split(listed.text).list == Self.ofList)
    #expect(split(listed.text).others == split(plain.text).others)
    let document = try String(contentsOfFile: Fixture.root + "docs/argocd.md", encoding: .utf8)
    #expect(document.contains("```\n\(Self.ofList)\n```"))
    let checked = try Tool.attempt(
      "promtool", ["check", "metrics"], input: .bytes([UInt8](listed.text.utf8)))
    #expect(checked.text + checked.errorText == "")
    #expect(checked.status == .exited(0))
  }

  @Test(
    "a list that is missing or broken is told, visible, and stops no flow metric",
    arguments: ["none.json", "broken.json", "empty-object.json"], [true, false])
  func failing(_ name: String, hasState: Bool) throws {
    let directory = try TemporaryDirectory()
    try directory.file("broken.json", "[{\"metadata\":{},\"spec\":7,\"status\":{}}]")
    try directory.file("empty-object.json", "{}")
    let list = directory.path(of: name)
    let state = hasState ? ["--state", directory.path(of: "state")] : []
    let file = directory.path(of: "f.prom")
    let good = try Binary.run(
      ["export", Self.log, "--argocd", Self.list, "--textfile", file] + state)
    #expect(good.status == .exited(0))
    let before = try split(directory.text("f.prom"))
    #expect(before.list == Self.ofList)
    let failed = try Binary.run(["export", Self.log, "--argocd", list, "--textfile", file] + state)
    #expect(failed.status == .exited(3))
    #expect(failed.errorText.contains(list))
    let after = try split(directory.text("f.prom"))
    #expect(after.list == "flowaudit_argocd_list_success 0")
    #expect(after.others.contains("flowaudit_last_run_success 0"))
    #expect(
      after.others.filter {
        $0.hasPrefix("flowaudit_drops_total") || $0.hasPrefix("flowaudit_window_drops")
      }
      .count > 0)
    // The next list is read again, and without one nothing of it is left.
    let again = try Binary.run(
      ["export", Self.log, "--argocd", Self.list, "--textfile", file] + state)
    #expect(again.status == .exited(0))
    #expect(try split(directory.text("f.prom")).list == Self.ofList)
    #expect(try Binary.run(["export", Self.log, "--textfile", file] + state).status == .exited(0))
    #expect(try split(directory.text("f.prom")).list == "")
  }

  @Test("with a state the counters go on as without a list, from 0 as ever")
  func state() throws {
    let directory = try TemporaryDirectory()
    var texts: [[String]] = []
    for options in [[], ["--argocd", Self.list]] {
      let name = options.isEmpty ? "plain" : "listed"
      let log = try directory.file("\(name)/events.log", try Fixture.bytes(Self.log))
      for _ in 0..<3 {
        let outcome = try Binary.run(
          [
            "export", log, "--state", directory.path(of: name + ".state"), "--textfile",
            directory.path(of: name + "/f.prom"),
          ] + options)
        #expect(outcome.status == .exited(0), "\(outcome.errorText)")
        texts.append(try split(directory.text(name + "/f.prom")).others)
      }
    }
    #expect(texts[0] == texts[3])
    #expect(texts[1] == texts[4])
    #expect(texts[2] == texts[5])
    #expect(texts[0] != texts[1], "a new series is written with 0 first")
  }

  @Test(
    "what cannot go together is refused",
    arguments: [
      (
        ["--follow", "flows/mixed.jsonl", "--argocd", "x"],
        "--argocd and --follow cannot be combined"
      ),
      (
        ["--argocd", "-"], "standard input cannot be both a list of applications and something else"
      ),
      (["flows/mixed.jsonl", "--argocd", "-", "--argocd", "-"], "standard input cannot be both"),
    ])
  func refused(_ arguments: [String], _ message: String) throws {
    let outcome = try Binary.run(["export"] + arguments, input: .bytes([]))
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
  }

  @Test("the list may come from standard input, and the textfile may not be the list")
  func places() throws {
    let piped = try Binary.run(
      "export", Self.log, "--argocd", "-", input: .bytes(try Fixture.bytes("argocd/apps.json")))
    #expect(split(piped.text).list == Self.ofList)
    let directory = try TemporaryDirectory()
    let list = try directory.file("apps.prom", try Fixture.bytes("argocd/apps.json"))
    let same = try Binary.run("export", Self.log, "--argocd", list, "--textfile", list)
    #expect(same.status == .exited(2))
    #expect(try directory.text("apps.prom") == Fixture.text("argocd/apps.json"))
  }
}
