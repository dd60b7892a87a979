import Foundation
import TestSupport
import Testing

/// `export --state` of a log that a container runtime writes: lines in parts, two streams in one file.
@Suite struct OpenPartTests {
  @Test(
    "a line whose parts are not all there waits, and what stands behind it, until they are",
    arguments: [1, 2, 3, 5, 8])
  func openParts(size: Int) throws {
    let log = try LiveLog()
    let text = StateTests.part(0..<6).split(separator: 10)
    var raw: [[UInt8]] = []
    // Flows in parts on one stream, messages of the agent, in parts too, between them on the other.
    for line in text {
      let cuts = [0, line.count / 3, line.count / 2, line.count]
      for part in 0..<3 {
        let content = line[(line.startIndex + cuts[part])..<(line.startIndex + cuts[part + 1])]
        let mark = part == 2 ? "F" : "P"
        raw.append(Array("2026-05-11T06:00:00.000000000Z stdout \(mark) ".utf8) + content)
        raw.append(Array("2026-05-11T06:00:00.000000000Z stderr \(mark) {\(part)".utf8))
      }
    }
    for start in stride(from: 0, to: raw.count, by: size) {
      try log.append(raw[start..<min(raw.count, start + size)].flatMap { $0 + [10] })
      try log.export()
    }
    let counters = try log.counters()
    #expect(counters.values("lines", by: "result") == ["flow": 6, "malformed": 6])
    let states = try String(contentsOfFile: log.state, encoding: .utf8).split(separator: "\n")
    let record = try #require(states.first { $0.hasPrefix("file ") })
    #expect(record.contains(" \(log.text.count) "))
    // An open part at the end of a file that is not written any more is one malformed line.
    try log.append(raw[0] + [10])
    try log.export()
    #expect(try log.counters().sum("lines") == 12)
    try log.rotate()
    try log.append(StateTests.part(6..<7))
    try log.export()
    #expect(
      try log.counters().values("lines", by: "result") == ["flow": 7, "malformed": 7])
  }
  @Test(
    "a part whose rest never comes holds a log back until nothing more comes, or much has come behind it",
    arguments: [(40, [0, 41]), (400, [401])])
  func orphan(lineCount: Int, counts: [Int]) throws {
    let log = try LiveLog()
    let prefix = "2026-05-11T06:00:00.000000000Z "
    try log.append((prefix + "stderr P {\"flow\":\n").utf8)
    for line in FaultyLog.lines(0..<lineCount).split(separator: "\n") {
      try log.append((prefix + "stdout F \(line)\n").utf8)
    }
    for count in counts {
      #expect(try log.export().status == .exited(0))
      #expect(try log.counters().sum("lines") == count)
    }
  }

  @Test(
    "a document that is half written waits until it is whole, is rotated away, or nothing more comes",
    arguments: [1, 2, 5, 9, 1000])
  func openDocuments(size: Int) throws {
    let log = try LiveLog()
    let lines = StateTests.part(0..<6).split(separator: 10)
    let pretty = lines.map { Envelope.pretty(String(decoding: $0, as: UTF8.self)) + "\n" }
    let raw = pretty.joined().split(separator: "\n").map { Array($0.utf8) + [10] }
    for start in stride(from: 0, to: raw.count, by: size) {
      try log.append(raw[start..<min(raw.count, start + size)].flatMap { $0 })
      #expect(try log.export().status == .exited(0))
    }
    #expect(try log.counters().values("lines", by: "result") == ["flow": 6])
    // Half of one, and then nothing.
    try log.append(raw[..<4].flatMap { $0 })
    try log.export()
    #expect(try log.counters().values("lines", by: "result") == ["flow": 6])
    try log.export()
    #expect(try log.counters().values("lines", by: "result") == ["flow": 6, "malformed": 1])
    // Half of one before a rotation, which is its end.
    try log.append(raw[..<4].flatMap { $0 })
    try log.export()
    try log.rotate()
    try log.append(StateTests.part(6..<7))
    try log.export()
    #expect(try log.counters().values("lines", by: "result") == ["flow": 7, "malformed": 2])
  }
}
