import Foundation
import TestSupport
import Testing

/// `export` beside other .prom files: it writes nothing that node_exporter would drop silently.
@Suite struct NeighbourTests {
  private static let log = "flows/pairing.jsonl"

  @Test(
    "the second of two exports into one directory is refused, with the other file and the way out")
  func secondExport() throws {
    let directory = try TemporaryDirectory()
    let first = try export("first.prom", in: directory)
    #expect(first.status == .exited(0))
    let second = try export("second.prom", in: directory)
    #expect(second.status == .exited(4))
    #expect(second.text == "")
    #expect(
      second.errorText.replacing(directory.path, with: "DIR")
        == "flowaudit: DIR/second.prom is not written: DIR/first.prom:3 has the series "
        + "flowaudit_build_info{version=\"0.1.0\"} already, and node_exporter would drop one of the "
        + "two: tell them apart with --const-label NAME=VALUE, or use another directory\n")
    #expect(try names(in: directory) == ["first.prom"])
  }

  @Test("a label tells two exports apart, and node_exporter serves all samples of both")
  func labelled() throws {
    let directory = try TemporaryDirectory()
    #expect(try export("first.prom", in: directory).status == .exited(0))
    let labelled = try export("second.prom", "--const-label", "log=b", in: directory)
    #expect(labelled.status == .exited(0), "\(labelled.errorText)")
    let written = try ["first.prom", "second.prom"].flatMap { name in
      try Sample.all(in: try String(contentsOfFile: "\(directory.path)/\(name)", encoding: .utf8))
    }
    let served = Set(
      try Sample.all(in: try Tool.script("scrape.py", [directory.path]).text)
        .map(\.withoutEmptyLabels))
    #expect(written.filter { !served.contains($0) } == [])
    #expect(try Binary.run("lint", directory.path).status == .exited(0))
  }

  @Test("the same export again replaces its own file, through a link too")
  func again() throws {
    let directory = try TemporaryDirectory()
    for _ in 0..<2 {
      #expect(try export("first.prom", in: directory).status == .exited(0))
    }
    let elsewhere = try TemporaryDirectory()
    let link = elsewhere.path + "/linked.prom"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: directory.path + "/first.prom")
    #expect(try Binary.run("export", "--textfile", link, Self.log).status == .exited(0))
  }

  @Test("the old file stays as it was when a clash comes up later")
  func laterClash() throws {
    let directory = try TemporaryDirectory()
    #expect(try export("first.prom", in: directory).status == .exited(0))
    let old = try Data(contentsOf: URL(filePath: directory.path + "/first.prom"))
    _ = try directory.file("other.prom", "flowaudit_last_run_success 1\n")
    #expect(try export("first.prom", in: directory).status == .exited(4))
    #expect(try Data(contentsOf: URL(filePath: directory.path + "/first.prom")) == old)
  }

  @Test(
    "another HELP or TYPE of a family is refused, too",
    arguments: [
      (
        "# HELP flowaudit_last_run_success Another.\n# TYPE flowaudit_last_run_success gauge\n",
        "HELP"
      ),
      (
        "# HELP flowaudit_last_run_success Whether the last run read its input to the end: 1, else 0.\n",
        "TYPE"
      ),
    ])
  func anotherHead(head: String, text: String) throws {
    let directory = try TemporaryDirectory()
    _ = try directory.file("other.prom", head + "flowaudit_last_run_success{a=\"b\"} 1\n")
    let outcome = try export("first.prom", in: directory)
    #expect(outcome.status == .exited(4))
    let line = head.split(separator: "\n").count + 1
    #expect(
      outcome.errorText.replacing(directory.path, with: "DIR")
        == "flowaudit: DIR/first.prom is not written: DIR/other.prom:\(line) gives "
        + "flowaudit_last_run_success another \(text), and node_exporter would drop one of the two: "
        + "let the same version of flowaudit write both, or use another directory\n")
  }

  @Test("other families, other names, folders, pipes and what cannot be read do not matter")
  func harmless() throws {
    let directory = try TemporaryDirectory()
    _ = try directory.file("apt.prom", "# HELP apt_x A thing.\n# TYPE apt_x gauge\napt_x 1\n")
    _ = try directory.file("old.prom.bak", "flowaudit_last_run_success 1\n")
    _ = try directory.file("noise.prom", [0xff, 0x00, 0x0a, 0x7b])
    try #require(mkfifo(directory.path + "/pipe.prom", 0o600) == 0)
    try #require(mkdir(directory.path + "/folder.prom", 0o700) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: directory.path + "/lost.prom", withDestinationPath: "/nowhere")
    let outcome = try export("first.prom", in: directory)
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
  }

  private func export(
    _ name: String, _ arguments: String..., in directory: TemporaryDirectory
  ) throws -> ChildProcess.Outcome {
    try Binary.run(
      ["export", "--textfile", "\(directory.path)/\(name)"] + arguments + [Self.log])
  }

  private func names(in directory: TemporaryDirectory) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
  }
}
