import Foundation
import TestSupport
import Testing

/// The order of the lines does not change a count, as far as lines wait for each other.
@Suite struct LineOrderTests {
  private static let arguments = ["drops", "--output", "json", "--by", Counts.grouping]

  /// Logs with event types whose packets of one key are more than a millisecond apart.
  static let logs = ["full-20k", "odd-5k", "pairing-typed"]

  private static func lines(_ log: String) throws -> [[UInt8]] {
    let name = log == "pairing-typed" ? "pairing" : log
    let lines = try DropsTests.content(name).split(separator: 10).map { Array($0) + [10] }
    guard log == "pairing-typed" else {
      return lines
    }
    return lines.filter { line in
      let text = String(decoding: line, as: UTF8.self)
      // The packets of n6 are 100 ns apart.
      return text.contains("event_type") && text.contains("\"time\"") && !text.contains("\"n6\"")
    }
  }

  /// The answer over a log of these lines: counts alone.
  private static func counts(
    _ lines: [[UInt8]], _ directory: TemporaryDirectory, threads: Int = 1
  ) throws -> Counts {
    let file = try directory.file("order.jsonl", lines.flatMap { $0 })
    let outcome = try Binary.run(arguments + ["--threads", "\(threads)", file])
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    return try Answer(outcome).counts
  }

  private static func time(_ line: [UInt8]) -> String {
    guard let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any],
      let flow = object["flow"] as? [String: Any]
    else {
      return ""
    }
    return flow["time"] as? String ?? ""
  }

  /// Seconds of the day, with their fraction.
  private static func seconds(_ time: String) -> Double {
    let parts = time.split(separator: "T").last?.split(separator: ":").map(String.init) ?? []
    guard parts.count == 3, let hours = Double(parts[0]), let minutes = Double(parts[1]),
      let seconds = Double(parts[2].filter { $0 != "Z" })
    else {
      return 0
    }
    return hours * 3600 + minutes * 60 + seconds
  }

  @Test("any permutation, and the reverse, gives the same counts", arguments: logs)
  func permutations(log: String) throws {
    let directory = try TemporaryDirectory()
    let lines = try Self.lines(log)
    let expected = try Self.counts(lines, directory)
    #expect(try Self.counts(lines.reversed(), directory, threads: 2) == expected)
    var random = SeededNumbers(ofRun: 1)
    for round in 0..<(Scale.isLong ? 100 : 4) {
      let found = try Self.counts(
        lines.shuffled(using: &random), directory, threads: 1 + round % 2)
      #expect(found.differences(from: expected) == [], "round \(round)")
    }
  }

  @Test(
    "a masked log counts the same in any order, but for the lines that give a pair its fields",
    arguments: ["exporter-20k", "minimal-5k", "aggregate-12k"])
  func masked(log: String) throws {
    let directory = try TemporaryDirectory()
    let lines = try DropsTests.content(log).split(separator: 10).map { Array($0) + [10] }
    let expected = try Self.counts(lines, directory)
    var random = SeededNumbers(ofRun: 2)
    for order in [lines.reversed(), lines.shuffled(using: &random)] {
      let found = try Self.counts(order, directory)
      #expect(found.total == expected.total)
      #expect(found.evidence == expected.evidence)
    }
  }

  /// The DROPPED lines of a log, so many days one after the other, in the order of time.
  private static func days(_ count: Int, of log: String) throws -> [(second: Double, line: [UInt8])]
  {
    let dropped = try lines(log).filter { String(decoding: $0, as: UTF8.self).contains("DROPPED") }
    return (0..<count).flatMap { day in
      dropped.map { line in
        let text = String(decoding: line, as: UTF8.self)
        let moved = text.replacing("2026-05-11T", with: "2026-05-\(11 + day)T")
        return (Double(day) * 86_400 + seconds(time(line)), Array(moved.utf8))
      }
    }
    .sorted { $0.0 < $1.0 }
  }

  @Test("a log of any length whose lines are displaced by less than 5 s counts the same")
  func displaced() throws {
    let directory = try TemporaryDirectory()
    let days = try Self.days(12, of: "full-20k")
    #expect(days.count > 2 * 4096)
    let expected = try Self.counts(days.map(\.line), directory)
    #expect(try Self.counts(days.map(\.line).reversed(), directory) == expected)
    var random = SeededNumbers(ofRun: 3)
    for reach in [0.01, 1, 4.99] {
      let displaced = days.map {
        ($0.second + Double.random(in: 0..<reach, using: &random), $0.line)
      }
      .sorted { $0.0 < $1.0 }
      let found = try Self.counts(displaced.map(\.1), directory)
      #expect(found.differences(from: expected) == [], "\(reach) s")
    }
  }

  @Test("any order of a long log, however wild, counts as the executable rules say")
  func wild() throws {
    let directory = try TemporaryDirectory()
    let days = try Self.days(8, of: "full-20k").map(\.line)
    var random = SeededNumbers(ofRun: 4)
    let lines = days.shuffled(using: &random)
    let expected = try Expectation.ofTheRules(over: lines.flatMap { $0 }, in: directory)
    let found = try Self.counts(lines, directory)
    #expect(found.differences(from: expected.counts) == [])
    #expect(found.total < found.droppedLines)
  }

  @Test("a log and its rotations count the same, in whichever order they are named")
  func rotations() throws {
    let lines = try Self.lines("full-20k")
    let directory = try TemporaryDirectory()
    let whole = try Self.counts(lines, directory)
    // Cut between the two lines of a packet wherever that can be: a third, and two thirds of the way.
    let cuts = [0, lines.count / 3, lines.count / 3 * 2, lines.count]
    let names = [
      "events-2026-05-11T06-00-05.000.log", "events-2026-05-11T06-00-10.000.log", "events.log",
    ]
    let files = try (0..<3).map { part in
      try directory.file(names[part], lines[cuts[part]..<cuts[part + 1]].flatMap { $0 })
    }
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
      let outcome = try Binary.run(Self.arguments + order.map { files[$0] })
      #expect(try Answer(outcome).counts == whole)
    }
    // As `cat` gives them in the wrong order.
    let cat = files.reversed().map { "'\($0)'" }.joined(separator: " ")
    let outcome = try Tool.shell(
      "cat \(cat) | \"$FLOWAUDIT\" drops --output json --by \(Counts.grouping)", "")
    #expect(try Answer(outcome).counts == whole)
  }
}
