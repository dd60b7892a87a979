import Foundation
import Glibc
import TestSupport
import Testing

/// `export -- COMMAND`: the command's output is counted, its failures are known, and nothing of it stays.
@Suite struct ProducerTests {
  @Test("a command's end: the whole .prom, standard error and status", arguments: ProducerRow.rows)
  func end(row: ProducerRow) throws {
    let directory = try TemporaryDirectory()
    let mark = ProcessMark()
    let textfile = directory.path + "/flowaudit.prom"
    let outcome = try Binary.start(
      ["export", "--textfile", textfile] + row.options + ["--"] + row.command, input: .none,
      environment: mark.environment
    ).outcome(within: .seconds(60))
    #expect(mark.isGone(within: .seconds(20)))
    #expect(outcome.status == .exited(row.status))
    #expect(outcome.text == "")
    let own = outcome.errorText.split(separator: "\n").filter { $0.hasPrefix("flowaudit: ") }
    #expect(own.map { String($0) } == (row.errors.map { ["flowaudit: " + $0] } ?? []))
    let written = try String(contentsOfFile: textfile, encoding: .utf8)
    #expect(Self.withoutClock(written) == (try Self.expectation(row)))
  }

  /// What a reading of the log as a file writes, with the error.
  private static func expectation(_ row: ProducerRow) throws -> String {
    let outcome = try Binary.run("export", row.log)
    var text = withoutClock(outcome.text)
    if row.status != 0 {
      text = text.replacing(
        "\nflowaudit_last_run_success 1\n", with: "\nflowaudit_last_run_success 0\n"
      )
      .replacing(/# HELP flowaudit_last_success.*\n# TYPE.*\nflowaudit_last_success.*\n/, with: "")
    }
    if let reason = row.reason {
      let series = #"flowaudit_window_query_errors{reason="\#(reason)"}"#
      try #require(text.contains("\n\(series) 0\n"))
      text = text.replacing("\n\(series) 0\n", with: "\n\(series) 1\n")
    }
    return text
  }

  /// When a run began and how long it took differ from run to run.
  private static func withoutClock(_ text: String) -> String {
    text.replacing(
      /\n(flowaudit_last_(?:run_timestamp|success_timestamp|run_duration)_seconds) .*/,
      with: { "\n\($0.1) CLOCK" })
  }

  @Test("words reach the program byte for byte, also such that are no UTF-8")
  func bytes() throws {
    let outcome = try Tool.shell(
      #"""
      LC_ALL=C "$FLOWAUDIT" export --allow-empty -- \
        sh -c 'printf %s "$1" | od -An -tx1 >&2' sh $'a\xff\xfe\n b' 2>&1 > "$1"
      """#, "/dev/null")
    #expect(outcome.text == " 61 ff fe 0a 20 62\n")
  }

  @Test(
    "in the command signals have their default actions, only standard streams are open, and it leads a group"
  )
  func surroundings() throws {
    // Who starts the program ignores some signals; so does the program itself, of SIGPIPE. The C library keeps 32 and 33.
    let outcome = try Tool.shell(
      #"""
      look='
        blocked=$(sed -n "s/^SigBlk:.//p" /proc/self/status) ignored=$(sed -n "s/^SigIgn:.//p" /proc/self/status)
        echo $((0x$blocked)) $((0x$ignored & ~0x180000000)) $(ls /proc/self/fd) >&2'
      sh -c "$look" 2>&1 < /dev/null > "$1"
      trap '' INT TERM HUP USR1 CHLD
      "$FLOWAUDIT" export --allow-empty -- sh -c "$look" 2>&1 < /dev/null > "$1"
      "$FLOWAUDIT" export --allow-empty -- sh -c '
        echo $(($(ps -o pgid= $$) - $$)) $(readlink /proc/self/fd/0) >&2' 2>&1 > "$1"
      """#, "/dev/null")
    let lines = outcome.text.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[0].hasPrefix("0 0 0 1 "))
    #expect(lines[1] == lines[0])
    #expect(lines[2] == "0 /dev/null")
  }

  @Test(
    "a failed command keeps the last success, and a failure before the first line the old window")
  func oldWindow() throws {
    let directory = try TemporaryDirectory()
    let textfile = directory.path + "/flowaudit.prom"
    func export(_ script: String) throws -> [Sample] {
      _ = try Binary.run("export", "--textfile", textfile, "--", "sh", "-c", script)
      return try Sample.all(in: String(contentsOfFile: textfile, encoding: .utf8))
    }
    func value(_ name: String, in samples: [Sample]) -> Double? {
      samples.first { $0.name == "flowaudit_" + name }?.value
    }
    let first = try export("cat flows/full-20k.jsonl.gz")
    let success = value("last_success_timestamp_seconds", in: first)
    #expect(value("window_packets_dropped", in: first) == 429)
    let second = try export("exit 1")
    #expect(value("window_packets_dropped", in: second) == 429)
    let third = try export("cat flows/pairing.jsonl; exit 1")
    #expect(value("window_packets_dropped", in: third) == 38)
    for failed in [second, third] {
      #expect(value("last_success_timestamp_seconds", in: failed) == success)
      #expect(value("last_run_success", in: failed) == 0)
      let errors = failed.filter { $0.name == "flowaudit_window_query_errors" && $0.value > 0 }
      #expect(errors.map { "\($0.labels["reason"] ?? "") \($0.value)" } == ["command_failed 1.0"])
    }
  }

  @Test(
    "SIGTERM and SIGINT end the command: what it has printed is shown, the old file stays, status 130",
    arguments: [SIGTERM, SIGINT], ["", "trap '' TERM; "])
  func interrupt(signal: Int32, trap: String) throws {
    let directory = try TemporaryDirectory()
    let mark = ProcessMark()
    let begun = directory.path + "/begun"
    let script =
      "\(trap)cat flows/pairing.jsonl; printf '{\"flow'; touch \(begun); sleep 60; sleep 60"
    let child = try Binary.start(
      ["export", "--", "sh", "-c", script], input: .none, environment: mark.environment)
    #expect(FileWait.isThere(begun))
    child.send(signal)
    let outcome = child.outcome(within: .seconds(60))
    #expect(mark.isGone(within: .seconds(20)))
    #expect(outcome.status == .exited(130))
    let samples = try Sample.all(in: outcome.text)
    #expect(samples.first { $0.name == "flowaudit_window_packets_dropped" }?.value == 38)
    let lines = samples.filter { $0.name == "flowaudit_window_lines" && $0.value > 0 }
    #expect(lines.map { "\($0.labels["result"] ?? "") \($0.value)" } == ["flow 58.0"])
    #expect(
      outcome.errorText == "flowaudit: warning: interrupted: the answer covers what was read\n")
  }

  @Test("the second interrupt leaves at once, and takes the command with it")
  func secondInterrupt() throws {
    let directory = try TemporaryDirectory()
    let mark = ProcessMark()
    let (begun, asked) = (directory.path + "/begun", directory.path + "/asked")
    let script = "trap 'touch \(asked)' TERM; touch \(begun); while :; do sleep 1; done"
    let child = try Binary.start(
      ["export", "--", "sh", "-c", script], input: .none, environment: mark.environment)
    #expect(FileWait.isThere(begun))
    child.send(SIGINT)
    #expect(FileWait.isThere(asked))
    child.send(SIGINT)
    let outcome = child.outcome(within: .seconds(60))
    #expect(outcome.status == .exited(130))
    #expect(outcome.text == "")
    #expect(mark.isGone(within: .seconds(20)))
  }

  @Test("killed, it takes the command with it")
  func killed() throws {
    let directory = try TemporaryDirectory()
    let mark = ProcessMark()
    let begun = directory.path + "/begun"
    let child = try Binary.start(
      ["export", "--", "sh", "-c", "touch \(begun); exec sleep 60"], input: .none,
      environment: mark.environment)
    #expect(FileWait.isThere(begun))
    child.send(SIGKILL)
    #expect(child.outcome(within: .seconds(60)).status == .killed(signal: SIGKILL))
    #expect(mark.isGone(within: .seconds(20)))
  }

  @Test("the peak stays under 64 MiB however much it prints, and every byte is counted")
  func muchOutput() throws {
    let directory = try TemporaryDirectory()
    let part = try Fixture.unpacked("flows/full-20k.jsonl.gz")
    let file = try directory.file("part.jsonl", part)
    let times = max(1, Scale.memoryLogMegabytes * 1_000_000 / part.count)
    let textfile = directory.path + "/flowaudit.prom"
    let outcome = try Tool.script(
      "peak_memory.py",
      [Binary.path, "export", "--textfile", textfile, "--", "cat"]
        + [String](repeating: file, count: times))
    let peak = try #require(Int(outcome.text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(peak < MemoryTests.limitKibibytes)
    let samples = try Sample.all(in: String(contentsOfFile: textfile, encoding: .utf8))
    #expect(
      samples.first { $0.name == "flowaudit_window_input_bytes" }?.value
        == Double(times * part.count))
  }

  @Test("other commands read files behind --, and say so where a command was meant")
  func otherCommands() throws {
    let outcome = try Binary.run("drops", "--", "hubble", "observe", "--since", "5m")
    #expect(outcome.status == .exited(2))
    #expect(
      outcome.errorText == """
        flowaudit: drops reads files, and there is no hubble: only export starts a command; pipe what it prints: ... \
        | flowaudit drops
        try 'flowaudit drops --help'

        """)
    let files = try Binary.run("drops", "--output", "json", "--", "flows/pairing.jsonl")
    #expect(try Answer(files).total.drops == 38)
  }
}
