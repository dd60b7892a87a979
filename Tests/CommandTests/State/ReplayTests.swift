import Foundation
import TestSupport
import Testing

/// A real Prometheus over a real node_exporter, while a log is replayed and counted.
@Suite struct ReplayTests {
  /// What Prometheus saw of a series.
  struct Series: Decodable {
    let labels: [String: String]
    let first: Double
    let last: Double
    let increase: Double
  }

  struct Run: Decodable {
    let packets: [Series]
    let drops: [Series]
  }

  /// Every way to run it; writes that come faster than the scrapes must not hide the 0 of a new series.
  static let options = ["--interval", "300ms", "--zero-for", "2s"]

  @Test("Prometheus sees each drop once, and series that are born meanwhile whole")
  func replay() throws {
    let log = try LiveLog()
    try log.append(StateTests.lines.joined(separator: [10]) + [10])
    try log.appendFlush()
    let expected = try log.expectation()
    let outcome = try Tool.script(
      "replay.py", [Binary.path, log.path, String(Scale.replaySteps)] + Self.options)
    #expect(outcome.complaints == "")
    let runs = try JSONDecoder().decode([String: Run].self, from: Data(outcome.output))
    #expect(runs.keys.sorted() == ["cron", "follow"])
    for (name, run) in runs {
      let total = Double(expected.drops_total)
      #expect(run.packets.count == 1)
      #expect(growth(run.packets) == total, "\(name)")
      #expect(growth(run.drops) == total, "\(name)")
      for seen in [run.packets, run.drops] {
        let increase = seen.reduce(0) { $0 + $1.increase }
        #expect(abs(increase - total) <= 0.02 * total, "\(name): \(increase), not \(total)")
      }
      // All of them are born during the replay.
      #expect(run.drops.allSatisfy { $0.first == 0 }, "\(name)")
      #expect(last(run.drops) == expected.counts.drops, "\(name)")
    }
  }

  private func growth(_ series: [Series]) -> Double {
    series.reduce(0) { $0 + $1.last - $1.first }
  }

  /// The last samples as the rules group them.
  private func last(_ series: [Series]) -> [Counts.Group: Int] {
    var found: [Counts.Group: Int] = [:]
    for one in series {
      let group = Counts.Group(
        source: one.labels["source_namespace"] ?? "",
        destination: one.labels["destination_namespace"] ?? "",
        reason: one.labels["reason"] ?? "", policy: one.labels["policy"] ?? "")
      found[group, default: 0] += Int(one.last)
    }
    return found
  }
}
