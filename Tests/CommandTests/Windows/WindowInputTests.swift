import Foundation
import TestSupport
import Testing

/// What a piped source may be, what it may hold, and what is refused.
@Suite struct WindowInputTests {
  private static let now = WindowLog.beginning + 600 * WindowLog.second

  /// Lines of every kind, some of them identical, with times 10 s apart.
  private static func odd() -> [[UInt8]] {
    var lines: [[UInt8]] = []
    for number in 0..<30 {
      let time = WindowLog.text(of: WindowLog.beginning + Int64(10 * number) * WindowLog.second)
      let line =
        switch number % 5 {
        case 0: #"{"flow":{"time":"\#(time)","verdict":"FORWARDED","node_name":"a"}}"#
        case 1:
          #"{"lost_events":{"source":"HUBBLE_RING_BUFFER","num_events_lost":"3"},"node_name":"a","time":"\#(time)"}"#
        case 2:
          #"{"node_status":{"state_change":"NODE_CONNECTED","node_names":["a"]},"node_name":"a","time":"\#(time)"}"#
        case 3: #"{"agent_event":{"type":"AGENT_STARTED"},"node_name":"b","time":"\#(time)"}"#
        default: #"{"flow":{"time":"\#(time)","verdict":"DROPPED","node_name":"b","uuid":"u"}}"#
        }
      lines += Array(repeating: Array(line.utf8), count: 1 + number % 2)
      lines += [Array("{\"malformed".utf8), []] + (number % 3 == 0 ? [Array("{".utf8)] : [])
      if number == 14 {
        lines.append([UInt8](repeating: UInt8(ascii: "x"), count: 6000))
      }
    }
    return lines
  }

  private static func text(_ lines: ArraySlice<[UInt8]>) -> [UInt8] {
    Array(lines.joined(separator: [10])) + [10]
  }

  @Test("lost events, states, agent events, malformed, blank and oversize lines count once, too")
  func otherLines() throws {
    let lines = Self.odd()
    let directory = try TemporaryDirectory()
    let whole = try Binary.run(
      ["export", "--max-line", "1000"], input: .bytes(Self.text(lines[...])))
    let wanted = try Sample.all(in: whole.text).filter { $0.name == "flowaudit_window_lines" }
    for size in [lines.count, 40, 17, 3] {
      let arguments = [
        "export", "--quiet", "--reset-state", "--state", directory.path + "/\(size)",
        "--max-line", "1000",
      ]
      var text = ""
      for start in stride(from: 0, to: lines.count, by: max(1, size / 2)) {
        // A window begins with a line that has a time.
        let first = lines[...start].lastIndex { $0.starts(with: "{\"flow".utf8) } ?? 0
        let window = Self.text(lines[first..<min(lines.count, start + size)])
        text = try Binary.run(
          start == 0 ? arguments : arguments.filter { $0 != "--reset-state" },
          input: .bytes(window)
        ).text
      }
      let found = try Sample.all(in: text).filter { $0.name == "flowaudit_lines_total" }
      #expect(
        found.map { "\($0.labels) \($0.value)" } == wanted.map { "\($0.labels) \($0.value)" },
        "windows of \(size)")
    }
  }

  @Test("standard input, a file behind it, a named pipe and a socket are pipes alike")
  func kinds() throws {
    let directory = try TemporaryDirectory()
    let text = StateTests.part(0..<500)
    let path = try directory.file("slice", text)
    let commands = [
      #""$FLOWAUDIT" export --state "$1/a" < "$2""#,
      #"cat "$2" | "$FLOWAUDIT" export --state "$1/b" -"#,
      #"mkfifo "$1/fifo"; cat "$2" > "$1/fifo" & "$FLOWAUDIT" export --state "$1/c" "$1/fifo""#,
      #""$FLOWAUDIT" export --state "$1/d" <(cat "$2")"#,
      #"gzip -c "$2" | "$FLOWAUDIT" export --state "$1/e""#,
    ]
    for command in commands {
      let outcome = try Tool.shell("\(command) > /dev/null; \(command)", directory.path, path)
      #expect(outcome.status == .exited(0), "\(command) \(outcome.errorText)")
      let counters = try Counters(outcome.text)
      #expect(counters.sum("lines") == 500, "\(command)")
      #expect(counters.sum("skipped_lines") == 500, "\(command)")
    }
  }

  @Test("flows without times: status 2, the field is named, state and .prom stay as they were")
  func noTimes() throws {
    let log = try WindowLog(fixture: "exporter-20k", runs: 1)
    let runs = try WindowRuns(log)
    let masked = try Fixture.unpacked("flows/minimal-5k.jsonl.gz")
    func refused(_ input: [UInt8]) throws {
      let outcome = try Binary.run(runs.arguments, input: .bytes(input))
      #expect(outcome.status == .exited(2))
      #expect(
        outcome.errorText
          == "flowaudit: --state cannot tell the lines of overlapping windows apart: the flows of a pipe need "
          + "their time; add time to the field mask\ntry 'flowaudit export --help'\n")
    }
    try refused(masked)
    try refused(Array(masked.split(separator: 10)[0]))
    #expect(!FileManager.default.fileExists(atPath: runs.state))
    #expect(!FileManager.default.fileExists(atPath: runs.textfile))
    try runs.run(at: Self.now, log.lines[..<100])
    let files = try [runs.state, runs.textfile].map { try Data(contentsOf: URL(filePath: $0)) }
    try refused(masked)
    #expect(
      try [runs.state, runs.textfile].map { try Data(contentsOf: URL(filePath: $0)) } == files)
  }

  @Test("an endless pipe of flows without times is not read to its end")
  func noTimesAndNoEnd() throws {
    let directory = try TemporaryDirectory()
    let line = #"{"flow":{"verdict":"FORWARDED"}}"#
    let outcome = try Tool.shell(
      #"yes '\#(line)' | "$FLOWAUDIT" export --state "$1/state""#, directory.path)
    #expect(outcome.status == .exited(2))
  }

  @Test("a state of a log is not one of a pipe, and the other way round: status 5, the difference")
  func otherKind() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    try log.export()
    let piped = try Binary.run(
      ["export", "--state", log.state], input: .bytes(StateTests.part(0..<100)))
    #expect(piped.status == .exited(5))
    #expect(piped.errorText.contains("FILE was '\(log.path)', now it is '-'"))
    // The same name, another kind.
    let fifo = try Tool.shell(
      #"rm "$1"; mkfifo "$1"; echo > "$1" & "$FLOWAUDIT" export --state "$2" "$1"; s=$?; cat "$1" & wait; exit $s"#,
      log.path, log.state)
    #expect(fifo.status == .exited(5))
    #expect(fifo.errorText.contains("source was none, now it is 'pipe'"))
  }

  static let refusals: [(arguments: [String], message: String)] = [
    (["--state", "s", "-", "-"], "--state takes one FILE: a log of the exporter's"),
    (["--window", "6m"], "--window needs --state PATH"),
    (["--state", "s", "--window", "0s"], "0s is too short: give a duration above 0"),
    (["--state", "s", "--window", "-6m"], "-6m is too short: give a duration above 0"),
    (["--state", "s", "--window", "6"], "6 has no unit"),
    (["--state", "s", "--window", "6m", "flows/pairing.jsonl"], "--window is for a pipe"),
    (["--state", "s", "--follow", "/dev/fd/0"], "--follow reads a log that grows"),
  ]

  @Test("what makes no sense is refused before anything is read", arguments: refusals)
  func refusal(arguments: [String], message: String) throws {
    let outcome = try Binary.run(["export"] + arguments, input: .bytes([]))
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
    #expect(!FileManager.default.fileExists(atPath: Fixture.folder + "s"))
  }
}
