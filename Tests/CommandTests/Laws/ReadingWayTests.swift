import Foundation
import TestSupport
import Testing

/// However a log is given, its answer is the same bytes: any cut into files, packed or not, any threads, a file or a pipe.
@Suite struct ReadingWayTests {
  private static let commands = [
    ["drops", "-o", "json", "--by", "source-pod,destination-port,reason,policy"],
    ["flows", "-o", "csv", "--by", "source-namespace,verdict,protocol", "--bucket", "1s"],
    ["filter", "--verdict", "DROPPED", "--not", "--port", "53"],
    ["export", "--hubble-metrics", "drop flow:sourceContext=namespace tcp dns"],
  ]

  /// A way of giving a log.
  private struct Way: CustomStringConvertible {
    var files: [String] = []
    var isPiped = false
    var threads = 1

    var description: String {
      "\(isPiped ? "a pipe of " : "")\(files.count) files, \(threads) threads"
    }
  }

  /// Cuts a log at random line ends into files, each plain or of some gzip members.
  private static func way(
    _ lines: [ArraySlice<UInt8>], _ random: inout SeededNumbers, in directory: TemporaryDirectory
  ) throws -> Way {
    var way = Way(isPiped: random.chance(40), threads: 1 + random.below(5))
    var rest = lines[...]
    let count = 1 + random.below(4)
    let folder = "\(random.next())"
    // Behind plain text gzip is no text, so a pipe holds one or the other.
    let isPacked = random.chance(50)
    for number in 0..<count {
      let taken =
        number == count - 1
        ? rest.count : min(rest.count, random.below(2 * lines.count / count + 1))
      let bytes = Array(rest.prefix(taken).joined())
      rest = rest.dropFirst(taken)
      // Pairs reach over the files of one log, not over others: these are a log and its rotations.
      let isPackedHere = way.isPiped ? isPacked : number < count - 1 && random.chance(50)
      let name =
        "\(folder)/events"
        + (number < count - 1 ? "-2026-05-11T06-00-0\(number).000" : "") + ".log"
        + (isPackedHere && number < count - 1 ? ".gz" : "")
      way.files.append(try directory.file(name, isPackedHere ? packed(bytes, &random) : bytes))
    }
    return way
  }

  /// A log in gzip members of any length, which need not end with a line.
  private static func packed(_ bytes: [UInt8], _ random: inout SeededNumbers) -> [UInt8] {
    let cuts = (0..<random.below(4)).map { _ in random.below(bytes.count + 1) }.sorted()
    return zip([0] + cuts, cuts + [bytes.count]).flatMap {
      gzip(Array(bytes[$0..<$1]))
    }
  }

  @Test(
    "any cut, packed or plain, any threads, files or a pipe: the same bytes",
    arguments: ["full-20k", "exporter-20k", "odd-5k", "minimal-5k"], 0..<2)
  func ways(log: String, number: Int) throws {
    var random = SeededNumbers(ofRun: number)
    let directory = try TemporaryDirectory()
    // Whole lines.
    let whole = try Fixture.unpacked("flows/\(log).jsonl.gz").prefix(
      Scale.rounds(2 << 20, inCI: 1 << 19))
    let bytes = Array(whole.prefix(through: try #require(whole.lastIndex(of: 10))))
    let lines = bytes.split(separator: 10).map {
      bytes[$0.startIndex...min($0.endIndex, bytes.count - 1)]
    }
    let plain = try directory.file("plain.json", bytes)
    for command in Self.commands {
      let expected = try answer(command, Way(files: [plain]))
      #expect(expected.count > 20)
      for _ in 0..<2 {
        let way = try Self.way(lines, &random, in: directory)
        #expect(
          try answer(command, way) == expected,
          "\(command[0]), \(way), FLOWAUDIT_SEED=\(Seed.ofRun)")
      }
    }
  }

  /// What a command writes, but for the moments of the run itself, and that files overlap in time.
  private func answer(_ command: [String], _ way: Way) throws -> [String] {
    let threads = ["--threads", "\(way.threads)"]
    let outcome: ChildProcess.Outcome
    if way.isPiped {
      outcome = try Tool.attempt(
        "bash",
        [
          "-c", #"n=$1; shift; cat "${@:1:n}" | "$FLOWAUDIT" "${@:n+1}""#, "bash",
          "\(way.files.count)",
        ]
          + way.files + command + threads, environment: ["FLOWAUDIT": Binary.path])
    } else {
      outcome = try Binary.run(command + threads + way.files)
    }
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    return outcome.text.split(separator: "\n").map(String.init).filter {
      !$0.hasPrefix("flowaudit_last_") && !$0.contains(" overlap in time on node ")
    }
  }
}
