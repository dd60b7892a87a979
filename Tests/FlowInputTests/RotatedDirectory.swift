import Foundation
import TestSupport

@testable import FlowInput

/// A directory in which a log is written and rotated, and what was written to it.
final class RotatedDirectory {
  /// Something that is done to a log; names are those of files in the directory.
  enum Step {
    /// Writes numbered lines behind others that all files begin with, as logs do whose mask keeps no time.
    case begin(String, Range<Int>)
    case append(String, Range<Int>)
    case rename(String, String)
    case copy(String, String)
    case copyHalf(String, String)
    case truncate(String)
    /// The packed file is whole before the plain one goes.
    case pack(String)
    case remove(String)
    /// Reads what is new.
    case look
  }

  let directory: TemporaryDirectory
  private(set) var written: [String] = []
  private static let head = (0..<60).map { "{\"head\":\"of all files\",\"line\":\($0)}" }

  init() throws {
    directory = try TemporaryDirectory()
  }

  func path(_ name: String) -> String {
    directory.path + "/" + name
  }

  func take(_ step: Step, _ reader: inout LogReader) throws {
    let files = FileManager.default
    switch step {
    case .begin(let name, let numbers):
      try write(Self.head + numbers.map { "{\"n\":\($0)}" }, to: name)
    case .append(let name, let numbers): try write(numbers.map { "{\"n\":\($0)}" }, to: name)
    case .rename(let name, let other):
      try? files.removeItem(atPath: path(other))
      try files.moveItem(atPath: path(name), toPath: path(other))
    case .copy(let name, let other): try directory.file(other, try bytes(name))
    case .copyHalf(let name, let other):
      let bytes = try bytes(name)
      try directory.file(other, bytes.prefix(bytes.count / 2))
    case .truncate(let name): truncate(path(name), 0)
    case .pack(let name):
      try directory.file(name + ".gz", gzip([UInt8](try bytes(name))))
      try files.removeItem(atPath: path(name))
    case .remove(let name): try files.removeItem(atPath: path(name))
    case .look: reader.look()
    }
  }

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path(name)))
  }

  private func write(_ lines: [String], to name: String) throws {
    if !FileManager.default.fileExists(atPath: path(name)) {
      try directory.make(name)
    }
    let file = try FileHandle(forWritingTo: URL(filePath: path(name)))
    try file.seekToEnd()
    try file.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
    try file.close()
    written += lines
  }
}

/// Who follows a log, and the lines that it has read.
struct LogReader {
  private var log: FollowedLog
  private(set) var lines: [String] = []
  private(set) var gapCount = 0
  private(set) var problems: [String] = []

  init(_ path: String, beginning: FollowedLog.Beginning = .oldestFile) {
    log = FollowedLog(InputPath(path), records: [], beginning: beginning, isWatched: true)
  }

  mutating func look() {
    let look = log.look()
    gapCount += look.gapCount
    problems += look.problems.map(\.message)
    var readings: [StretchReading] = []
    for stretch in look.stretches {
      guard readings.last?.isWhole ?? true else {
        readings.append(stretch.unread)
        continue
      }
      var blocks = LineBlocks(Input(name: "log", files: [.held(stretch)]))
      reading: while true {
        switch blocks.next() {
        case .block(let block):
          let bytes = UnsafeRawBufferPointer(start: block.start, count: block.byteCount)
          lines += String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        case .problem(let problem): problems.append(problem.message)
        case .end: break reading
        case .oversizeLine, .unfinishedPart, .changed, .pause: continue
        }
      }
      readings.append(stretch.reading(of: blocks, isInterrupted: false))
    }
    log.take(look, readings)
  }
}
