import Foundation
import TestSupport
import Testing

/// Any number of threads gives the same bytes.
@Suite struct ThreadTests {
  static let commands = [
    "drops --output json",
    "drops --output csv --by source-pod,destination-port --max-groups 20",
    "flows --output json --by source-workload,destination-workload,destination-port",
    // More groups than have room: the first ones of the log stay.
    "flows --output csv --by source-pod,destination-port --max-groups 50",
    "flows --output csv --by node,verdict --max-groups 3 --bucket 1m",
    "summary",
    // With an example of the largest row.
    "drops", "drops --by policy --top 3", "drops --by source-pod,reason --sort first",
  ]

  @Test("1 to 8 threads, plain and packed files, give the same output", arguments: commands)
  func sameBytes(command: String) throws {
    let directory = try TemporaryDirectory()
    let files = try ["full-20k", "exporter-20k", "odd-5k"].map {
      try directory.file("\($0).jsonl", try DropsTests.content($0))
    }
    let packed = ["full-20k", "minimal-5k"].map { Fixture.path(DropsTests.fileName($0)) }
    let arguments = command.split(separator: " ").map(String.init) + files + packed
    let expected = try Binary.run(arguments + ["--threads", "1"])
    #expect(expected.output.count > 400)
    for threads in Scale.drawn(2...8, inCI: 3) {
      let outcome = try Binary.run(arguments + ["--threads", "\(threads)"])
      #expect(outcome.status == expected.status)
      #expect(outcome.output == expected.output, "\(threads) threads")
      #expect(outcome.errors == expected.errors, "\(threads) threads")
    }
  }
}
