import Foundation
import TestSupport
import Testing

@testable import flowaudit

/// What `doctor` prints: a line for each thing looked at.
///
/// The line on node_exporter's process is left out here: other tests start some.
@Suite struct DoctorTests {
  @Test("where all is well every line is ok, and all series are seen to arrive at a node_exporter")
  func allIsWell() throws {
    let directory = try exported()
    let log = try freshLog(in: directory)
    let outcome = try Tool.attempt(
      Tool.python,
      [
        Fixture.path("tools/with_node_exporter.py"), directory.path, Binary.path, "doctor",
        "--textfile", directory.path + "/flowaudit.prom", "--node-exporter",
        "http://ADDRESS/metrics", log,
      ])
    let lines = said(outcome, in: directory)
    #expect(
      lines.map { $0.prefix(24) } == [
        "ok       directory     D", "ok       textfile      D", "ok       neighbours    1",
        "ok       input         D", "ok       node_exporter a",
      ])
    #expect(lines.last?.contains(" series arrive at http://127.0.0.1:") == true)
    #expect(outcome.status == .exited(0))
  }

  @Test("a node_exporter that reads another directory serves none of the series")
  func anotherDirectory() throws {
    let directory = try exported()
    let elsewhere = try TemporaryDirectory()
    let outcome = try Tool.attempt(
      Tool.python,
      [
        Fixture.path("tools/with_node_exporter.py"), elsewhere.path, Binary.path, "doctor",
        "--textfile", directory.path + "/flowaudit.prom", "--node-exporter", "http://ADDRESS",
      ])
    let line = try #require(said(outcome, in: directory).last)
    #expect(line.contains("series do not arrive, the first is DIR/flowaudit.prom:3: "))
    #expect(outcome.status == .exited(1))
  }

  @Test("a file of the same series elsewhere is told by its path, age and values, not by names")
  func otherFile() throws {
    let directory = try exported()
    for (name, isOld, message) in [
      (
        "flowaudit.prom", false, "series arrive with other values, the first is DIR/flowaudit.prom:"
      ),
      (
        "flowaudit.prom", true,
        "node_exporter has read ELSEWHERE/flowaudit.prom, which was written "
      ),
      (
        "other.prom", false,
        "series of DIR/flowaudit.prom arrive, but not from this file: node_exporter has read ELSEWHERE/other.prom"
      ),
    ] {
      let elsewhere = try TemporaryDirectory()
      let text = try directory.text("flowaudit.prom").replacing(
        "flowaudit_window_lines{result=\"flow\"} ",
        with: "flowaudit_window_lines{result=\"flow\"} 9")
      let copy = try elsewhere.file(name, text, mode: 0o644)
      _ = try Tool.run(
        "touch",
        ["-r", directory.path(of: "flowaudit.prom")] + (isOld ? ["-d", "-1 hour"] : []) + [copy])
      let outcome = try Tool.attempt(
        Tool.python,
        [
          Fixture.path("tools/with_node_exporter.py"), elsewhere.path, Binary.path, "doctor",
          "--textfile", directory.path + "/flowaudit.prom", "--node-exporter", "http://ADDRESS",
        ])
      let line = try #require(said(outcome, in: directory).last)
      #expect(line.replacing(elsewhere.path, with: "ELSEWHERE").contains(message), "\(line)")
      #expect(outcome.status == .exited(1))
    }
  }

  @Test("a file that node_exporter could not read is a problem there, too")
  func scrapeError() throws {
    let directory = try exported()
    _ = try directory.file("bad.prom", "m_x 1 1700000000000\n")
    let outcome = try Tool.attempt(
      Tool.python,
      [
        Fixture.path("tools/with_node_exporter.py"), directory.path, Binary.path, "doctor",
        "--node-exporter", "http://ADDRESS/metrics",
      ])
    #expect(
      said(outcome, in: directory).contains { $0.contains("node_textfile_scrape_error is 1") })
    #expect(outcome.status == .exited(1))
  }

  @Test("nobody listens: a problem, and not a wait")
  func nobodyListens() throws {
    let outcome = try Binary.run("doctor", "--node-exporter", "http://127.0.0.1:1/metrics")
    #expect(
      said(outcome).last
        == "problem  node_exporter http://127.0.0.1:1/metrics: nobody listens there")
    #expect(outcome.status == .exited(1))
  }

  @Test("no directory, no .prom file, a name that node_exporter does not read")
  func missing() throws {
    let none = try Binary.run("doctor", "--textfile", "/nowhere/flowaudit.prom")
    #expect(
      said(none)[0]
        == "problem  directory     /nowhere is not there: make it, and start node_exporter with "
        + "--collector.textfile.directory=/nowhere")
    #expect(none.status == .exited(1))
    let directory = try TemporaryDirectory()
    let outcome = try Binary.run("doctor", "--textfile", directory.path + "/flowaudit.txt")
    let lines = said(outcome, in: directory)
    #expect(
      lines.contains { $0.hasPrefix("problem  directory     flowaudit.txt does not end in .prom") })
    #expect(
      lines.contains { $0.hasPrefix("warning  textfile      DIR/flowaudit.txt is not there yet") })
  }

  @Test("an old file and a run that failed are problems")
  func staleRun() throws {
    let directory = try exported()
    let path = directory.path + "/flowaudit.prom"
    _ = try Binary.run("export", "--textfile", path, "nosuchfile")
    let failed = try Binary.run("doctor", "--textfile", path)
    #expect(
      said(failed, in: directory).contains {
        $0.hasPrefix("problem  textfile      the last run failed, the last one that succeeded was ")
      })
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -7300)], ofItemAtPath: path)
    let old = try Binary.run("doctor", "--textfile", path)
    #expect(
      said(old, in: directory).contains {
        $0.hasPrefix("problem  textfile      DIR/flowaudit.prom was written 2 h ago: ")
      })
    #expect(old.status == .exited(1))
  }

  @Test("clashes with other files are problems, their smaller faults and dead runs' files warnings")
  func neighbours() throws {
    let directory = try exported()
    _ = try directory.file("other.prom", "flowaudit_last_run_success 1\n")
    _ = try directory.file("small.prom", "# HELP m_x A.\n# TYPE m_x counter\nm_x 1\n")
    _ = try directory.file(".old.prom.999999999.tmp", "")
    let outcome = try Binary.run("doctor", "--textfile", directory.path + "/flowaudit.prom")
    let lines = said(outcome, in: directory)
    #expect(
      lines.contains {
        $0.hasPrefix(
          "problem  neighbours    DIR/other.prom:1: flowaudit_last_run_success is there already in DIR/flowaudit.prom:"
        )
      })
    #expect(
      lines.contains(
        "warning  neighbours    DIR/small.prom has 1 smaller fault: flowaudit lint DIR/small.prom")
    )
    #expect(
      lines.contains {
        $0.hasPrefix(
          "warning  directory     1 temporary files of runs that were killed, like .old.prom.999999999.tmp"
        )
      })
    #expect(outcome.status == .exited(1))
  }

  @Test("README and the values for Cilium's chart name the fields that doctor asks for")
  func recommendedMask() throws {
    let values = try String(
      contentsOf: packageFolder.appending(path: "docs/deploy/kubernetes/cilium-values.yaml"),
      encoding: .utf8)
    let listed = values.split(separator: "\n").filter { $0.hasPrefix("        - ") }
    #expect(listed.map { $0.dropFirst(10) }.joined(separator: " ") == MaskFieldList.words)
    let readme = try String(contentsOf: packageFolder.appending(path: "README.md"), encoding: .utf8)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let short = MaskFieldList.words
      .replacing(/(destination\.[a-z_]+ )+/, with: "")
      .replacing("source.workloads ", with: "source.workloads` (the same of `destination`) `")
    #expect(readme.contains("keep `\(short)`"))
  }

  private func exported() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let outcome = try Binary.run(
      "export", "--textfile", directory.path + "/flowaudit.prom", "flows/pairing.jsonl")
    try #require(outcome.status == .exited(0))
    return directory
  }

  /// A log of full lines whose newest flow is of now.
  private func freshLog(in directory: TemporaryDirectory) throws -> String {
    let text = String(
      decoding: try Fixture.unpacked("flows/full-20k.jsonl.gz").prefix(3_000_000), as: UTF8.self)
    let now = Date.now.formatted(.iso8601)
    return try directory.file(
      "events.log",
      Array(text.replacing(/2026-05-11T[0-9:.]+Z/, with: now).utf8.prefix { _ in true })
        .split(separator: 10).dropLast().flatMap { $0 + [10] })
  }

  private func said(
    _ outcome: ChildProcess.Outcome, in directory: TemporaryDirectory? = nil
  ) -> [String] {
    let text = directory.map { outcome.text.replacing($0.path, with: "DIR") } ?? outcome.text
    return text.split(separator: "\n").map(String.init).filter { !$0.contains(" reader  ") }
  }
}
