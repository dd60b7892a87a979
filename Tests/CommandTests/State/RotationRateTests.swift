import Foundation
import TestSupport
import Testing

/// A log that is written at 60 MB/s and rotated, while it is followed: exact counts, and no memory, descriptors or processor time that
/// grow with it.
@Suite(.serialized) struct RotationRateTests {
  /// How it is rotated.
  enum Kind: String, CaseIterable {
    /// As Cilium's exporter does: renamed, and packed a moment later.
    case rename, packing
    /// As logrotate may: copied and truncated.
    case copytruncate

    var options: [String] {
      switch self {
      case .rename: []
      case .packing: ["--compress"]
      case .copytruncate: ["--copytruncate"]
      }
    }
  }

  /// What the writer did.
  struct Writing: Decodable {
    let bytes: Int
    let seconds: Double
    let rotations: Int
  }

  private static let rate = 60_000_000
  private static let isSoak = Scale.soakSeconds > 0
  /// Rotations of 10 MB in the soak, where all but the newest twenty are removed, read or not; small ones in CI,
  /// where the machine may be too busy for any deadline and all stay.
  private static let size = isSoak ? 10_000_000 : 1_000_000
  private static let backups = isSoak ? 20 : 10_000
  private static let byteCount = isSoak ? Scale.soakSeconds * rate : Scale.rotations * size
  /// Of the sample, an hour later each time.
  private static let repeats = max(1, byteCount / 10_500_000)

  @Test(
    "nothing lost, nothing doubled; memory and descriptors stay, and idle it rests",
    arguments: Kind.allCases)
  func rotations(kind: Kind) throws {
    let directory = try TemporaryDirectory()
    let log = try directory.file("events.log", "")
    let textfile = directory.path + "/flowaudit.prom"
    let export = [
      "export", "--state", directory.path + "/state", "--textfile", textfile, "--max-series",
      "100000", log,
    ]
    let child = try Binary.start(
      export + ["--follow", "--interval", "1s", "--from-start"], input: .none)
    let watch = ProcessWatch(child.id)
    let sample = [Fixture.path("flows/exporter-20k.jsonl.gz"), String(Self.repeats)]
    let outcome = try Tool.script(
      "rotating_log.py",
      sample + [log, String(Self.rate), String(Self.size), String(Self.backups)] + kind.options,
      within: .seconds(60 + 3 * Self.byteCount / Self.rate))
    let writing = try JSONDecoder().decode(Writing.self, from: Data(outcome.output))
    let wait = Counters.wait(for: textfile, within: .seconds(60)) {
      $0.sum("input_bytes") == writing.bytes
    }
    #expect(wait != nil)
    let busy = watch.processorTime / writing.seconds
    let looks = watch.stop()
    Thread.sleep(forTimeInterval: 2)
    let idle = watch.share(over: Self.isSoak ? 20 : 1)
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
    judge(looks, idle: idle)
    if Self.isSoak {
      print(Self.figures(kind, writing, looks, busy: busy, idle: idle))
    }
  }

  /// Memory is as high in the first half, but for the first tenth, as in the second.
  private func judge(_ looks: [ProcessWatch.Look], idle: Double) {
    #expect(looks.map(\.descriptors).filter { $0 >= 20 } == [])
    #expect(looks.map(\.memory).filter { $0 >= 200_000 } == [])
    // Of one second a tick more or less is a hundredth.
    #expect(idle < (Self.isSoak ? 0.02 : 0.05))
    if Self.isSoak {
      let first = looks.dropFirst(looks.count / 10).prefix(looks.count * 4 / 10).map(\.memory).max()
      let second = looks.suffix(looks.count / 2).map(\.memory).max()
      #expect((second ?? .max) < (first ?? 0) + 8_000)
    }
  }

  private static func figures(
    _ kind: Kind, _ writing: Writing, _ looks: [ProcessWatch.Look], busy: Double, idle: Double
  ) -> String {
    let memory = looks.map(\.memory)
    return """
      soak \(kind): \(writing.bytes / 1_000_000) MB in \(Int(writing.seconds)) s, \(writing.rotations) rotations; \
      memory \((memory.max() ?? 0) / 1024) MiB at most, \((memory.last ?? 0) / 1024) at the end; \
      \(looks.map(\.descriptors).max() ?? 0) descriptors; \
      \(Int(busy * 100)) % of a processor, \(String(format: "%.2f", idle * 100)) % idle
      """
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
