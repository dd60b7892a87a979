import Foundation
import TestSupport
import Testing

/// `filter` writes lines: which bytes, in which order, and when it stops.
@Suite struct FilterOutputTests {
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 10)
  }

  /// A plain truth value: a difference of megabytes would be described for minutes.
  private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    Data(left) == Data(right)
  }

  private static func isEqual(_ left: [ArraySlice<UInt8>], _ right: [ArraySlice<UInt8>]) -> Bool {
    left == right
  }

  static let logs = [
    "flows/minimal-5k.jsonl.gz", "flows/aggregate-12k.jsonl.gz", "flows/pairing.jsonl",
    "flows/mixed.jsonl",
  ]

  private static func unpacked(_ log: String) throws -> [UInt8] {
    log.hasSuffix(".gz") ? try Fixture.unpacked(log) : try Fixture.bytes(log)
  }

  @Test(
    "without filters all flows and notices of lost events are written, byte for byte",
    arguments: logs)
  func everything(log: String) throws {
    let outcome = try Binary.run("filter", log)
    let wanted = try Self.lines(Self.unpacked(log)).filter {
      $0.starts(with: Array(#"{"flow":"#.utf8))
        || $0.starts(with: Array(#"{"lost_events":{""#.utf8))
    }
    #expect(Self.isEqual(Self.lines(outcome.output), wanted))
    #expect(outcome.output.last == 10)
  }

  @Test(
    "what passes and what does not are all lines, each in order",
    arguments: logs,
    [
      ["--verdict", "DROPPED"], ["--namespace", "payments"], ["--not", "--protocol", "tcp"],
      ["--since", "2026-05-11T06:00:05Z"], ["--label", "!app"],
    ])
  func inverted(log: String, filter: [String]) throws {
    let all = try Self.lines(Binary.run("filter", log).output)
    let passing = try Self.lines(Binary.run(["filter", log] + filter).output)
    let others = try Self.lines(Binary.run(["filter", log, "--invert"] + filter).output)
    #expect(passing.count + others.count == all.count)
    var merged: [ArraySlice<UInt8>] = []
    var (left, right) = (0, 0)
    for line in all {
      if left < passing.count && passing[left] == line {
        merged.append(passing[left])
        left += 1
      } else if right < others.count && others[right] == line {
        merged.append(others[right])
        right += 1
      }
    }
    #expect(Self.isEqual(merged, all))
  }

  @Test("any number of threads, any way of reading and every kernel writes the same bytes")
  func sameBytes() throws {
    let folder = try TemporaryDirectory()
    let text = try Fixture.unpacked("flows/full-20k.jsonl.gz")
    let log = try folder.file("log.jsonl", text)
    let filter = ["filter", "--namespace", "payments", "--not", "--port", "53"]
    let expected = try Binary.run(filter + ["flows/full-20k.jsonl.gz"])
    #expect(Self.lines(expected.output).count == 633)
    for threads in ["1", "2", "3", "8"] {
      let outcome = try Binary.run(filter + ["--threads", threads, log])
      #expect(Self.isEqual(outcome.output, expected.output), "\(threads) threads")
    }
    let piped = try Binary.run(filter + ["-"], input: .bytes(text))
    #expect(Self.isEqual(piped.output, expected.output))
    for kernels in ["swift", "sse2", "ssse3", "avx2", "avx512"] {
      let outcome = try Binary.run(
        "filter", "--namespace", "payments", "--not", "--port", "53", log,
        environment: ["FLOWAUDIT_KERNELS": kernels])
      let isSame = Self.isEqual(outcome.output, expected.output)
      #expect(outcome.status == .exited(2) || isSame, "\(kernels)")
    }
  }

  @Test("a container prefix in the middle of a long file makes no line come twice or go")
  func latePrefix() throws {
    let folder = try TemporaryDirectory()
    let text = try Fixture.unpacked("flows/full-20k.jsonl.gz")
    let first = text.prefix { $0 != 10 } + [10]
    let prefixed = Array("2026-05-11T06:00:00Z stdout F ".utf8) + first
    let log = try folder.file("log.jsonl", text + prefixed)
    let expected = try Binary.run("filter", "flows/full-20k.jsonl.gz").output + first
    for threads in ["1", "4"] {
      let outcome = try Binary.run(["filter", "--threads", threads, log])
      #expect(Self.isEqual(outcome.output, expected), "\(threads) threads")
    }
  }

  @Test("--first and --last keep so many of the lines that pass, on every command")
  func limits() throws {
    let log = "flows/full-20k.jsonl.gz"
    let all = try Self.lines(Binary.run("filter", log, "--verdict", "DROPPED").output)
    for count in [1, 7, 786, 787, 5000] {
      let first = try Binary.run("filter", log, "--verdict", "DROPPED", "--first", "\(count)")
      #expect(Self.isEqual(Self.lines(first.output), Array(all.prefix(count))))
      let last = try Binary.run("filter", log, "--verdict", "DROPPED", "--last", "\(count)")
      #expect(Self.isEqual(Self.lines(last.output), Array(all.suffix(count))))
    }
    for limit in ["--first", "--last"] {
      let output = ["--output", "json", "--by", Counts.grouping]
      let direct = try Answer(try Binary.run(["drops", log, limit, "5000"] + output))
      let kept = try Binary.run(["filter", log, limit, "5000"])
      let piped = try Answer(try Binary.run(["drops", "-"] + output, input: .bytes(kept.output)))
      // What was read is described, too: of all lines for --last, of those in front for --first.
      let differences = direct.counts.differences(from: piped.counts)
      #expect(differences.filter { !$0.hasPrefix("lines") } == [])
      #expect(direct.total.drops > 0)
    }
    let inverted = try Binary.run("filter", log, "--verdict", "DROPPED", "--invert", "--first", "3")
    #expect(Self.lines(inverted.output).count == 3)
    let count = try Binary.run("filter", log, "--first", "3", "--count")
    #expect(count.text == "3\n")
  }

  @Test("--first ends the reading of a pipe that never ends")
  func firstOfEndlessPipe() throws {
    let outcome = try Tool.shell(
      "yes '{\"flow\":{\"verdict\":\"DROPPED\"}}' | \"$FLOWAUDIT\" filter --first 2")
    #expect(outcome.status == .exited(0))
    #expect(
      outcome.text == "{\"flow\":{\"verdict\":\"DROPPED\"}}\n{\"flow\":{\"verdict\":\"DROPPED\"}}\n"
    )
  }

  @Test("a reader that goes away is not a failure, one that cannot take more is")
  func brokenOutputs() throws {
    let log = Fixture.path("flows/full-20k.jsonl.gz")
    let closed = try Tool.shell(
      "\"$FLOWAUDIT\" filter \"$1\" | head -1 >/dev/null; exit ${PIPESTATUS[0]}", log)
    #expect(closed.status == .exited(0), "\(closed.errorText)")
    #expect(closed.errorText == "")
    for threads in ["1", "3"] {
      let full = try Binary.run("filter", log, "--threads", threads, outputPath: "/dev/full")
      #expect(full.status == .exited(4))
      #expect(full.errorText.contains("No space left on device"))
    }
  }

  @Test("a line's parts are written whole; CR, byte order mark and prefix are not part of it")
  func wholeLines() throws {
    let flow = #"{"flow":{"verdict":"DROPPED"}}"#
    let rows: [(String, String)] = [
      ("\u{FEFF}\(flow)\r\n\(flow)\r\r\n", "\(flow)\n\(flow)\n"),
      (
        "2026-05-11T06:00:00Z stdout P {\"flow\":{\"ver\n2026-05-11T06:00:00Z stdout F dict\":\"DROPPED\"}}\n",
        "\(flow)\n"
      ),
      ("  \(flow) \n", "  \(flow) \n"), (flow, "\(flow)\n"),
      ("\n[]\n{}\n{\"node_status\":{}}\n\(flow)\n", "\(flow)\n"),
      (#"{"verdict":"DROPPED"}"#, "{\"verdict\":\"DROPPED\"}\n"),
    ]
    for (input, output) in rows {
      let outcome = try Binary.run("filter", "--quiet", input: .bytes(Array(input.utf8)))
      #expect(outcome.text == output)
    }
  }

  @Test("a hostile expression over a long URL ends")
  func hostileExpression() throws {
    let url = String(repeating: "a", count: 100_000)
    let line = #"{"flow":{"l7":{"http":{"url":"/\#(url)"}}}}"# + "\n"
    for pattern in ["(a*)*b", "(a|aa)+$b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)(.*)(.*)(.*)x"] {
      let outcome = try Binary.run(
        ["filter", "--http-path", pattern, "--count"], input: .bytes(Array(line.utf8)),
        within: .seconds(30))
      #expect(outcome.text == "0\n")
    }
    let large = try Binary.run(["filter", "--http-url", "((a{100}){100}){100}", "--count"])
    #expect(large.status == .exited(2))
  }
}
