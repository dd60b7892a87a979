import TestSupport
import Testing

@testable import flowaudit

/// What `doctor` says of the logs that `export` reads.
@Suite struct DoctorInputTests {
  @Test("a log is looked into: what is no log, what is old, what its mask lacks")
  func inputs() throws {
    let directory = try TemporaryDirectory()
    let text = try directory.file("text.log", "a\nb\n")
    let outcome = try Binary.run(
      "doctor", "nosuchfile", text, "flows/minimal-5k.jsonl.gz", "flows/full-20k.jsonl.gz",
      "flows/aggregate-12k.jsonl.gz")
    let lines = said(outcome, in: directory)
    #expect(
      lines[0] == "problem  input         nosuchfile: cannot be opened: No such file or directory")
    #expect(
      lines[1]
        == "problem  input         DIR/text.log: not a flow log: none of its 2 lines holds an event of Hubble's; "
        + "it looks like plain text: flow lines are what hubble observe -o json prints")
    #expect(
      lines[2]
        == "warning  input         flows/minimal-5k.jsonl.gz: the field mask seems to lack time uuid "
        + "event_type traffic_direction IP l4 source.labels source.identity source.workloads "
        + "destination.labels destination.identity destination.workloads node_name is_reply Type: "
        + "let it keep " + MaskFieldList.words)
    #expect(
      lines[3].hasPrefix("warning  input         flows/full-20k.jsonl.gz: the newest flow is "))
    #expect(!lines.contains { $0.contains("full-20k.jsonl.gz: the field mask") })
    #expect(lines.contains { $0.contains(" lines are aggregated: ") })
    #expect(outcome.status == .exited(1))
  }

  @Test("a log that went through a collector is looked into as the bare log is")
  func collectedLog() throws {
    let directory = try TemporaryDirectory()
    let lines = try Fixture.unpacked("flows/full-20k.jsonl.gz").split(separator: 10).prefix(2000)
      .map { String(decoding: $0, as: UTF8.self) }
    let outcomes = try (Envelope.members + Envelope.texts).map { envelope in
      let log = try directory.file("x.log", envelope.log(lines).utf8)
      return said(try Binary.run("doctor", log), in: directory)
    }
    let log = try directory.file("x.log", lines.map { $0 + "\n" }.joined().utf8)
    let bare = said(try Binary.run("doctor", log), in: directory)
    #expect(bare.count == 1 && bare[0].contains("DIR/x.log: the newest flow is "))
    #expect(outcomes.allSatisfy { $0 == bare }, "\(outcomes)")
  }

  private func said(
    _ outcome: ChildProcess.Outcome, in directory: TemporaryDirectory? = nil
  ) -> [String] {
    let text = directory.map { outcome.text.replacing($0.path, with: "DIR") } ?? outcome.text
    return text.split(separator: "\n").map(String.init).filter { !$0.contains(" reader  ") }
  }
}
