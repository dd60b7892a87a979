import Foundation
import TestSupport

/// A log whose lines lie in bursts, one around the start of each run: every run cuts its burst in two, and with it pairs of lines.
struct WindowLog {
  struct Line {
    /// Nanoseconds since 1970; of a line without a time that of the line before it.
    let time: Int64
    let bytes: [UInt8]
    let node: String
  }

  /// What is done to the uuids of the lines.
  enum UUIDs: String, CaseIterable {
    case asTheyAre, added
  }

  static let second: Int64 = 1_000_000_000
  /// 2026-05-11T06:00:00Z.
  static let beginning: Int64 = 1_778_479_200 * second
  /// Nanoseconds between two runs.
  static let step: Int64 = 300 * second

  /// In the order of their times.
  let lines: [Line]

  init(_ lines: [Line]) {
    self.lines = lines
  }

  /// The lines of a fixture, in as many bursts as there are runs.
  ///
  /// Lines that have no time get one by what they say, so that identical lines stay identical; with `.added` such lines get a uuid, too.
  init(fixture: String, runs: Int, _ uuids: UUIDs = .asTheyAre) throws {
    let texts = String(decoding: try Fixture.unpacked("flows/\(fixture).jsonl.gz"), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    let times = texts.map { Self.time(of: $0) }
    var lines: [Line] = []
    for (index, text) in texts.enumerated() {
      let run = index * runs / texts.count
      let middle = min(run * texts.count / runs + texts.count / runs / 2, texts.count - 1)
      if let time = times[index], let center = times[middle] {
        lines.append(Self.line(text, at: Self.start(ofRun: run) + time - center))
      } else {
        lines.append(Self.timed(text, runs: runs, uuids))
      }
    }
    self.init(
      lines.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
        .map(\.element))
  }

  /// When a run starts.
  static func start(ofRun run: Int) -> Int64 {
    beginning + Int64(run + 1) * step
  }

  /// The lines from a moment on and before another.
  func lines(from first: Int64, to end: Int64) -> ArraySlice<Line> {
    let start = lines.firstIndex { $0.time >= first } ?? lines.count
    let stop = lines.firstIndex { $0.time >= end } ?? lines.count
    return lines[start..<max(start, stop)]
  }

  static func text(_ lines: some Sequence<Line>) -> [UInt8] {
    lines.flatMap { $0.bytes + [10] }
  }

  private static func line(_ text: String, at time: Int64) -> Line {
    let old = rawTime(of: text) ?? ""
    let text = text.replacingOccurrences(of: old, with: self.text(of: time))
    let node = text.range(of: "\"node_name\":\"").map {
      text[$0.upperBound...].prefix { $0 != "\"" }
    }
    return Line(time: time, bytes: Array(text.utf8), node: node.map(String.init) ?? "")
  }

  private static func timed(_ text: String, runs: Int, _ uuids: UUIDs) -> Line {
    let hash = text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    let run = Int(hash >> 40) % runs
    let time = start(ofRun: run) + Int64(hash % 200_000_000) - 100_000_000
    let uuid = uuids == .added ? "\"uuid\":\"\(String(hash, radix: 16))\"," : ""
    let head = "{\"flow\":{"
    let rest = text.dropFirst(head.count)
    let timed = "\(head)\"time\":\"\(self.text(of: time))\",\(uuid)\(rest)"
    return Line(time: time, bytes: Array(timed.utf8), node: "")
  }

  private static func rawTime(of text: String) -> String? {
    text.range(of: "\"time\":\"").map { String(text[$0.upperBound...].prefix { $0 != "\"" }) }
  }

  /// The nanoseconds since `beginning` of a time within its minute.
  private static func time(of text: String) -> Int64? {
    guard let raw = rawTime(of: text), raw.hasPrefix("2026-05-11T06:00:") else {
      return nil
    }
    let digits = raw.dropFirst(17).filter(\.isNumber)
    return Int64(digits.padding(toLength: 11, withPad: "0", startingAt: 0))
  }

  static func text(of time: Int64) -> String {
    let (seconds, rest) = ((time - beginning) / second, time % second)
    return String(
      format: "2026-05-11T%02d:%02d:%02d.%09dZ", 6 + seconds / 3600, seconds / 60 % 60,
      seconds % 60, rest)
  }
}
