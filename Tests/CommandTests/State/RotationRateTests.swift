import Foundation
import TestSupport
import Testing

/// A log that is written at 50 MB/s and rotated as Cilium's exporter rotates it, while it is followed.
@Suite struct RotationRateTests {
  /// What the writer did.
  struct Writing: Decodable {
    let bytes: Int
    let seconds: Double
    let rotations: Int
  }

  /// Rotations of 10 MB in the long check, where all but the newest twenty are removed, read or not; small ones in CI,
  /// where the machine may be too busy for any deadline and all stay.
  static let size = Scale.isLong ? 10_000_000 : 1_000_000
  static let backups = Scale.isLong ? 20 : 10_000

  @Test("nothing lost, nothing doubled", arguments: [false, true])
  func rotations(isPacked: Bool) throws {
    let directory = try TemporaryDirectory()
    let log = try directory.file("events.log", "")
    let textfile = directory.path + "/flowaudit.prom"
    let export = [
      "export", "--state", directory.path + "/state", "--textfile", textfile, "--max-series",
      "100000", log,
    ]
    let child = try Binary.start(
      export + ["--follow", "--interval", "1s", "--from-start"], input: .none)
    let sample = [
      Fixture.path("flows/exporter-20k.jsonl.gz"), String(Scale.rotations * Self.size / 10_500_000),
    ]
    let outcome = try Tool.script(
      "rotating_log.py",
      sample + [log, "50000000", String(Self.size), String(Self.backups)]
        + (isPacked ? ["--compress"] : []))
    let writing = try JSONDecoder().decode(Writing.self, from: Data(outcome.output))
    let wait = Counters.wait(for: textfile, within: .seconds(60)) {
      $0.sum("input_bytes") == writing.bytes
    }
    #expect(wait != nil)
    child.send(SIGTERM)
    let end = child.outcome(within: .seconds(60))
    #expect(end.status == .exited(0))
    #expect(end.complaints == "")
    // Once more, so that series that were written with 0 have their counts, and when no line waits for its partner any more.
    Thread.sleep(forTimeInterval: 6)
    #expect(try Binary.run(export).status == .exited(0))
    let counters = try Counters(String(contentsOfFile: textfile, encoding: .utf8))
    #expect(try counters.ofLog == expected(sample).ofLog)
    #expect(counters.sum("gaps") == 0)
    if Scale.isLong {
      print("\(writing), \(isPacked ? "packed" : "not packed")")
    }
  }

  /// The same log, read from a pipe in one run.
  private func expected(_ sample: [String]) throws -> Counters {
    let command = "\(Tool.python) \"$@\" | \"$FLOWAUDIT\" export --max-series 100000 -"
    let outcome = try Tool.attempt(
      "bash", ["-c", command, "bash", Fixture.path("tools/rotating_log.py")] + sample,
      environment: ["FLOWAUDIT": Binary.path])
    return try Counters(
      outcome.text.replacing(/flowaudit_window_([a-z_]+)/) { "flowaudit_\($0.output.1)_total" }
        .replacing("_total gauge", with: "_total counter"))
  }
}

extension Counters {
  /// What a log decides: no errors, no gaps, no lines of other windows.
  fileprivate var ofLog: [Sample.Series: Double] {
    values.filter {
      !["gaps", "query_errors", "seconds", "skipped_lines"].map { "flowaudit_\($0)_total" }
        .contains($0.key.name)
    }
  }
}
