import Foundation
import TestSupport
import Testing

@testable import FlowInput

/// A followed log that is renamed, deleted, or led to by a link.
struct MissingLogTests {
  private static let log = "events.log"
  private static let stamps = (1...3).map { "events-2026-05-11T06-02-0\($0).000.log" }

  @Test("kubelet's rotations are those of the log, packed or not")
  func kubelet() throws {
    let directory = try RotatedDirectory()
    var reader = LogReader(directory.path("0.log"))
    for step: RotatedDirectory.Step in [
      .begin("0.log", 0..<10), .look, .append("0.log", 10..<20),
      .rename("0.log", "0.log.20261012-080019"), .begin("0.log", 20..<30), .look,
      .append("0.log", 30..<40), .pack("0.log.20261012-080019"),
      .rename("0.log", "0.log.20261012-090019"), .begin("0.log", 40..<50), .look,
    ] {
      try directory.take(step, &reader)
    }
    #expect(reader.lines == directory.written)
    #expect(reader.gapCount == 0)
    #expect(reader.problems == [])
  }

  @Test("a log that is deleted while it is open is read to its end, and is no gap")
  func deleted() throws {
    for hasNext in [false, true] {
      let directory = try RotatedDirectory()
      var reader = LogReader(directory.path(Self.log))
      try directory.take(.begin(Self.log, 0..<10), &reader)
      reader.look()
      try directory.take(.append(Self.log, 10..<20), &reader)
      let writer = try #require(
        FileHandle(forWritingAtPath: directory.path(Self.log)))
      try writer.seekToEnd()
      try directory.take(.remove(Self.log), &reader)
      if hasNext {
        try directory.take(.begin(Self.log, 20..<30), &reader)
      }
      reader.look()
      #expect(reader.lines == directory.written)
      try writer.write(contentsOf: Data("{\"late\":1}\n".utf8))
      reader.look()
      // Who goes on writing to what nobody can open any more is heard until there is another log.
      #expect(reader.lines == directory.written + (hasNext ? [] : ["{\"late\":1}"]))
      #expect(reader.gapCount == 0)
      let missing = "\(directory.path(Self.log)): cannot be opened: No such file or directory"
      #expect(reader.problems == (hasNext ? [] : [missing, missing]))
    }
  }

  @Test("where the log is gone that is a problem, but for the look that finds it renamed")
  func missing() throws {
    let directory = try RotatedDirectory()
    var reader = LogReader(directory.path(Self.log))
    for step: RotatedDirectory.Step in [
      .begin(Self.log, 0..<10), .look, .append(Self.log, 10..<20),
      .rename(Self.log, Self.stamps[0]), .look,
    ] {
      try directory.take(step, &reader)
    }
    #expect(reader.lines == directory.written)
    #expect(reader.problems == [])
    reader.look()
    #expect(
      reader.problems == [
        "\(directory.path(Self.log)): cannot be opened: No such file or directory"
      ])
    try directory.take(.begin(Self.log, 20..<30), &reader)
    reader.look()
    #expect(reader.lines == directory.written)
    #expect(reader.gapCount == 0)
  }

  @Test("a link to a log is followed with the rotations of the log")
  func link() throws {
    let directory = try RotatedDirectory()
    let links = try TemporaryDirectory()
    symlink(directory.path(Self.log), links.path + "/link.log")
    var reader = LogReader(links.path + "/link.log")
    for step: RotatedDirectory.Step in [
      .begin(Self.log, 0..<10), .look, .append(Self.log, 10..<20),
      .rename(Self.log, Self.stamps[0]), .begin(Self.log, 20..<30), .look,
    ] {
      try directory.take(step, &reader)
    }
    #expect(reader.lines == directory.written)
    #expect(reader.gapCount == 0)
  }

  @Test("a log of which nothing was read, packed at once, is not read twice")
  func packedUnread() throws {
    let directory = try RotatedDirectory()
    var reader = LogReader(directory.path(Self.log))
    try directory.directory.make(Self.log)
    for step: RotatedDirectory.Step in [
      .look, .append(Self.log, 0..<10), .rename(Self.log, Self.stamps[0]), .pack(Self.stamps[0]),
      .append(Self.log, 10..<20), .look, .look,
    ] {
      try directory.take(step, &reader)
    }
    #expect(reader.lines == directory.written)
    #expect(reader.gapCount == 0)
  }
}
