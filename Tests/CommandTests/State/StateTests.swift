import Foundation
import TestSupport
import Testing

/// `export --state`: each line of a log that grows and is rotated counts once.
@Suite struct StateTests {
  /// What happens to the log between two runs.
  enum Event: String, CaseIterable {
    case nothing, growth, rotation, rotationAndGrowth, twoRotations, packed, packedBehind, replaced
    case packedTwice, halfALine, truncated
  }

  static let lines: [ArraySlice<UInt8>] = {
    let text = (try? Fixture.unpacked("flows/exporter-20k.jsonl.gz")) ?? []
    return text.split(separator: 10, omittingEmptySubsequences: false).dropLast().map { $0 }
  }()

  static func part(_ range: Range<Int>) -> [UInt8] {
    Array(lines[range].joined(separator: [10])) + [10]
  }

  @Test(
    "whatever happens to the log between two runs, each line counts once", arguments: Event.allCases
  )
  func rotation(event: Event) throws {
    let log = try LiveLog()
    try log.append(Self.part(0..<3000))
    try log.export()
    try log.append(Self.part(3000..<4000))
    switch event {
    case .nothing: break
    case .growth: try log.append(Self.part(4000..<6000))
    case .rotation: try log.rotate()
    case .rotationAndGrowth:
      try log.rotate()
      try log.append(Self.part(4000..<6000))
    case .twoRotations:
      try log.rotate()
      try log.append(Self.part(4000..<5000))
      try log.rotate()
      try log.append(Self.part(5000..<6000))
    case .packed:
      try log.pack(log.rotate())
      try log.append(Self.part(4000..<6000))
    case .packedBehind:
      // Read as a whole, then packed: nothing of it is new.
      let rotated = try log.rotate()
      try log.append(Self.part(4000..<5000))
      try log.export()
      try log.pack(rotated)
      try log.append(Self.part(5000..<6000))
    case .packedTwice:
      try log.pack(log.rotate())
      try log.append(Self.part(4000..<5000))
      try log.pack(log.rotate())
      try log.append(Self.part(5000..<6000))
    case .replaced:
      // Another file of the same bytes, as a restore leaves it.
      let bytes = try Data(contentsOf: URL(filePath: log.path))
      try FileManager.default.removeItem(atPath: log.path)
      try bytes.write(to: URL(filePath: log.path))
      try FileHandle(forWritingTo: URL(filePath: log.path)).close()
    case .halfALine:
      let line = Self.part(4000..<4001)
      try log.append(line.prefix(100))
      try log.export()
      try log.append(line.dropFirst(100))
    case .truncated:
      try log.export()
      try Data().write(to: URL(filePath: log.path))
      try log.export()
      try log.append(Self.part(4000..<6000))
    }
    try log.export()
    if !FileManager.default.fileExists(atPath: log.path) {
      try log.append([])
    }
    try log.appendFlush()
    try log.export()
    try log.export()
    let counters = try log.counters()
    let differences = counters.differences(from: try log.expectation())
    #expect(differences == [])
    #expect(counters.sum("gaps") == (event == .truncated ? 1 : 0))
  }

  @Test("a rotated file that is gone before it was read to its end is a gap, and is said")
  func gap() throws {
    let log = try LiveLog()
    try log.append(Self.part(0..<1000))
    try log.export()
    try log.append(Self.part(1000..<1100))
    try FileManager.default.removeItem(atPath: log.rotate())
    try log.append(Self.part(1100..<1200))
    let outcome = try log.export()
    #expect(outcome.status == .exited(0))
    #expect(outcome.errorText.contains("lines were lost"))
    #expect(try log.counters().sum("gaps") == 1)
    #expect(try log.counters().sum("lines") == 1100)
    try log.export()
    #expect(try log.counters().sum("gaps") == 1)
  }

  @Test("rotations that were there before the first run are left alone; a directory's are read")
  func firstRun() throws {
    let log = try LiveLog()
    try log.append(Self.part(0..<1000))
    try log.rotate()
    try log.append(Self.part(1000..<1500))
    try log.export()
    try log.export()
    #expect(try log.counters().sum("lines") == 500)
    let other = log.directory.path + "/other"
    _ = try Binary.run(
      ["export", "--state", other, "--textfile", log.textfile, log.directory.path])
    #expect(try log.counters().sum("lines") == 1500)
  }

  @Test("a new series is written with 0 first, then with its count; --no-zero-first does without")
  func zeroFirst() throws {
    let log = try LiveLog()
    try log.append(Self.part(0..<3000))
    try log.export()
    let first = try log.counters()
    #expect(first.values.keys.contains { $0.name == "flowaudit_drops_total" })
    #expect(first.sum("drops") == 0)
    #expect(first.sum("packets_dropped") > 0)
    try log.export()
    let second = try log.counters()
    #expect(second.sum("drops") == second.sum("packets_dropped"))
    try log.export("--reset-state", "--no-zero-first")
    #expect(try log.counters().sum("drops") == second.sum("drops"))
  }

  @Test("the same state gives the same bytes; a .prom that is gone comes back from it")
  func derived() throws {
    let log = try LiveLog()
    try log.append(Self.part(0..<3000))
    try log.export()
    let before = try log.counters()
    try FileManager.default.removeItem(atPath: log.textfile)
    try log.export()
    let after = try log.counters()
    // The zeros were gone before anybody can have read them: they are written again.
    #expect(after.values == before.values)
  }

  @Test("a budget of series is kept, the rest counts under (other)")
  func budget() throws {
    let log = try LiveLog()
    try log.append(Self.part(0..<3000))
    try log.export("--max-series", "3")
    try log.append(Self.part(3000..<9000))
    try log.export("--max-series", "3")
    try log.export("--max-series", "3")
    let counters = try log.counters()
    let drops = counters.values.filter { $0.key.name == "flowaudit_drops_total" }
    #expect(drops.count == 4)
    #expect(drops.contains { $0.key.labels["source_namespace"] == "(other)" && $0.value > 0 })
    #expect(counters.sum("drops") == counters.sum("packets_dropped"))
  }

  @Test("a series that has not changed for --retire-after is given up, the total is not")
  func retirement() throws {
    let log = try LiveLog()
    try log.append(Self.part(0..<3000))
    try log.export()
    try log.export()
    let before = try log.counters()
    #expect(before.sum("drops") > 0)
    // A quarter of the time a run at most, and only as the log goes on.
    for second in 0..<5 {
      usleep(300_000)
      #expect(try log.counters().sum("drops") > 0, "second \(second)")
      try log.append(
        #"{"flow":{"time":"2031-01-01T00:00:0\#(second)Z","verdict":"FORWARDED"}}"#.utf8 + [10])
      try log.export("--retire-after", "1s")
    }
    let after = try log.counters()
    #expect(after.sum("drops") == 0)
    #expect(!after.values.keys.contains { $0.name == "flowaudit_drops_total" })
    #expect(after.sum("packets_dropped") == before.sum("packets_dropped"))
  }

  @Test("the textfile's directory away for a while: the state goes on, and the next run heals")
  func textfileAway() throws {
    let log = try LiveLog()
    try log.append(Self.part(0..<3000))
    let directory = log.directory.path + "/textfiles"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let arguments = ["export", "--state", log.state, "--textfile", directory + "/f.prom", log.path]
    #expect(try Binary.run(arguments).status == .exited(0))
    try FileManager.default.moveItem(atPath: directory, toPath: directory + "-away")
    try log.append(Self.part(3000..<5000))
    #expect(try Binary.run(arguments).status == .exited(4))
    try FileManager.default.moveItem(atPath: directory + "-away", toPath: directory)
    try log.appendFlush()
    #expect(try Binary.run(arguments).status == .exited(0))
    #expect(try Binary.run(arguments).status == .exited(0))
    let counters = try Counters(String(contentsOfFile: directory + "/f.prom", encoding: .utf8))
    let differences = counters.differences(from: try log.expectation())
    #expect(differences == [])
  }

  @Test("a log that is not there: status 3, counted, and it goes on when it is back")
  func missing() throws {
    let log = try LiveLog()
    try log.append(Self.part(0..<100))
    try log.export()
    let rotated = log.path + ".away"
    try FileManager.default.moveItem(atPath: log.path, toPath: rotated)
    let outcome = try log.export()
    #expect(outcome.status == .exited(3))
    #expect(
      outcome.errorText == "flowaudit: \(log.path): cannot be opened: No such file or directory\n")
    #expect(try log.counters().values("query_errors", by: "reason") == ["input_unreadable": 1])
    try FileManager.default.moveItem(atPath: rotated, toPath: log.path)
    try log.append(Self.part(100..<150))
    #expect(try log.export().status == .exited(0))
    #expect(try log.counters().sum("lines") == 150)
    #expect(try log.counters().sum("gaps") == 0)
  }
}
