import Foundation
import Synchronization
import TestSupport
import Testing

@testable import FlowInput

/// A log that is read again and again: each line once, whatever is done to its files.
struct FollowedLogTests {
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let steps: [RotatedDirectory.Step]

    init(_ rule: String, _ steps: [RotatedDirectory.Step]) {
      testDescription = rule
      self.steps = steps
    }
  }

  private static let log = "events.log"
  private static let stamps = (1...3).map { "events-2026-05-11T06-02-0\($0).000.log" }

  static let rows: [Row] = [
    Row(
      "packed rotations of one beginning are told apart by their ends, though the oldest is gone",
      [
        .begin(log, 0..<10), .look, .rename(log, stamps[0]), .begin(log, 10..<30), .look,
        .pack(stamps[0]), .rename(log, stamps[1]), .append(stamps[1], 30..<35), .pack(stamps[1]),
        .remove(stamps[0] + ".gz"), .begin(log, 35..<40), .look,
      ]),
    Row(
      "a new packed rotation that begins like an old one is read whole",
      [
        .begin(log, 0..<10), .look, .rename(log, stamps[0]), .begin(log, 10..<90), .look,
        .remove(stamps[0]), .rename(log, stamps[1]), .begin(log, 90..<95), .look,
        .rename(log, stamps[2]), .pack(stamps[2]), .begin(log, 95..<99), .look,
      ]),
    Row(
      "a packed rotation that was read packed is known when it is copied",
      [
        .begin(log, 0..<10), .look, .append(log, 10..<20), .rename(log, stamps[0]),
        .pack(stamps[0]), .begin(log, 20..<30), .look, .copy(stamps[0] + ".gz", "kept"),
        .remove(stamps[0] + ".gz"), .rename("kept", stamps[0] + ".gz"), .look,
      ]),
    Row(
      "logrotate's numbers go up as files go back",
      [
        .begin(log, 0..<10), .look, .append(log, 10..<20), .rename(log, log + ".1"),
        .begin(log, 20..<30), .look, .append(log, 30..<40), .rename(log + ".1", log + ".2"),
        .rename(log, log + ".1"), .begin(log, 40..<50), .rename(log + ".2", log + ".3"),
        .rename(log + ".1", log + ".2"), .rename(log, log + ".1"), .begin(log, 50..<60), .look,
      ]),
    Row(
      "logrotate packs at once, or a rotation later",
      [
        .begin(log, 0..<10), .look, .append(log, 10..<20), .rename(log, log + ".1"),
        .pack(log + ".1"), .begin(log, 20..<30), .look, .append(log, 30..<40),
        .rename(log + ".1.gz", log + ".2.gz"), .rename(log, log + ".1"), .begin(log, 40..<50),
        .look, .rename(log + ".2.gz", log + ".3.gz"), .pack(log + ".1"),
        .rename(log + ".1.gz", log + ".2.gz"), .append(log, 50..<60), .rename(log, log + ".1"),
        .begin(log, 60..<70), .look,
      ]),
    Row(
      "logrotate's dates are in the order of time",
      [
        .begin(log, 0..<10), .look, .append(log, 10..<20), .rename(log, log + "-20260511"),
        .begin(log, 20..<30), .rename(log, log + "-20260512"), .pack(log + "-20260511"),
        .begin(log, 30..<40), .look,
      ]),
    Row(
      "a log that is copied and truncated is read once, the copy for what is new only",
      [
        .begin(log, 0..<10), .look, .append(log, 10..<20), .copyHalf(log, log + ".1"), .look,
        .copy(log, log + ".1"), .look, .truncate(log), .look, .append(log, 20..<30), .look,
        .append(log, 30..<200), .copy(log, log + ".1"), .truncate(log), .begin(log, 200..<210),
        .look,
      ]),
    Row(
      "what was read beyond a copy's end before the truncation is not read again",
      [
        .begin(log, 0..<10), .copy(log, log + ".1"), .append(log, 10..<20), .look, .truncate(log),
        .look, .append(log, 20..<30), .look,
      ]),
    Row(
      "a copy may be packed before the next look",
      [
        .begin(log, 0..<10), .look, .append(log, 10..<20), .copy(log, log + ".1"),
        .truncate(log), .pack(log + ".1"), .append(log, 20..<30), .look,
      ]),
  ]

  @Test("each line is read once", arguments: rows)
  func row(_ row: Row) throws {
    let directory = try RotatedDirectory()
    var reader = LogReader(directory.path(Self.log))
    for step in row.steps {
      try directory.take(step, &reader)
    }
    reader.look()
    #expect(reader.lines.sorted() == directory.written.sorted())
    #expect(reader.gapCount == 0)
    #expect(reader.problems == [])
  }

  @Test("a packed rotation that is cut is not read again: what it lacks is a problem, not counts")
  func cut() throws {
    let directory = try RotatedDirectory()
    var reader = LogReader(directory.path(Self.log))
    for step: RotatedDirectory.Step in [
      .begin(Self.log, 0..<20_000), .look, .rename(Self.log, Self.stamps[0]),
      .pack(Self.stamps[0]), .begin(Self.log, 20_000..<20_010),
    ] {
      try directory.take(step, &reader)
    }
    truncate(directory.path(Self.stamps[0] + ".gz"), 20_000)
    reader.look()
    #expect(reader.lines.sorted() == directory.written.sorted())
    #expect(reader.problems.count == 1)
    #expect(reader.problems[0].contains("gzip data ends early"))
  }

  @Test("rotations are read in the order of time: numbers backwards, then the log")
  func order() throws {
    let directory = try RotatedDirectory()
    var reader = LogReader(directory.path(Self.log))
    for (number, name) in ["events.log.10.gz", "events.log.9", "events.log.1", Self.log]
      .enumerated()
    {
      let plain = name.replacing(".gz", with: "")
      try directory.take(.append(plain, number..<(number + 1)), &reader)
      if plain != name {
        try directory.take(.pack(plain), &reader)
      }
    }
    reader.look()
    #expect(reader.lines == directory.written)
  }

  @Test("a log that is rotated by numbers while it is looked at: nothing lost, nothing doubled")
  func rotatedMeanwhile() throws {
    let directory = try RotatedDirectory()
    let lookCount = Atomic(0)
    let isDone = Atomic(false)
    let log = directory.path(Self.log)
    try directory.directory.make(Self.log)
    let writer = Thread {
      for number in 0..<200 {
        let file = fopen(log, "a")
        fputs("{\"n\":\(number)}\n", file)
        fclose(file)
        for place in (0..<6).reversed() {
          rename(place == 0 ? log : "\(log).\(place)", "\(log).\(place + 1)")
        }
        // The oldest is gone after six rotations: each was looked at by then.
        let goal = lookCount.load(ordering: .relaxed) + 2
        while lookCount.load(ordering: .relaxed) < goal {
          usleep(100)
        }
      }
      isDone.store(true, ordering: .relaxed)
    }
    writer.start()
    var reader = LogReader(log)
    while !isDone.load(ordering: .relaxed) {
      reader.look()
      lookCount.add(1, ordering: .relaxed)
    }
    reader.look()
    #expect(reader.lines == (0..<200).map { "{\"n\":\($0)}" })
    #expect(reader.gapCount == 0)
  }
}
