import Foundation
import TestSupport
import Testing

/// Descriptors that are few, or closed.
@Suite struct DescriptorTests {
  @Test(
    "more rotations than descriptors are read one after the other",
    arguments: ["ulimit -n 24", "ulimit -S -n 5"])
  func few(limit: String) throws {
    let log = try LiveLog()
    for number in 0..<60 {
      let lines = FaultyLog.lines(number..<(number + 1))
      let name = String(format: "events-2026-05-11T06-%02d-00.000.log", number)
      try log.directory.file(name, lines)
    }
    let command = "\(limit); exec \"$FLOWAUDIT\" \"$@\""
    try log.append(FaultyLog.lines(100..<110).utf8)
    for _ in 0..<2 {
      let outcome = try Tool.attempt(
        "bash", ["-c", command, "bash"] + log.arguments, environment: ["FLOWAUDIT": Binary.path])
      #expect(outcome.status == .exited(0))
      #expect(outcome.errorText == "")
      #expect(try log.counters().sum("lines") == 10)
    }
    // All of them renamed, as logrotate does it.
    for number in 0..<60 {
      let name = String(format: "events-2026-05-11T06-%02d-00.000.log", number)
      rename(log.directory.path(of: name), log.directory.path(of: "events.log.\(number + 1)"))
    }
    let outcome = try Tool.attempt(
      "bash", ["-c", command, "bash"] + log.arguments, environment: ["FLOWAUDIT": Binary.path])
    #expect(outcome.status == .exited(0))
    #expect(try log.counters().sum("lines") == 10)
    #expect(try log.counters().sum("gaps") == 0)
  }

  @Test("no descriptor at all is an error that says so, and names the way out")
  func none() throws {
    let log = try FaultyLog(.growth)
    let outcome = try log.run(
      try Fault("open", when: "1+", error: "EMFILE", path: "events.log").environment)
    #expect(outcome.status == .exited(3))
    #expect(
      outcome.errorText
        == "flowaudit: \(log.log.path): cannot be opened: Too many open files; raise the limit of open files (ulimit -n, LimitNOFILE= of a unit)\n"
    )
    #expect(try log.complaints(about: outcome, "Too many open files") == [])
  }

  @Test("a command that is started has the limit that was there before")
  func limitOfCommands() throws {
    let outcome = try Tool.attempt(
      "bash",
      [
        "-c",
        "ulimit -S -n 99; exec \"$FLOWAUDIT\" export --allow-empty -- bash -c 'ulimit -n >&2'",
      ], environment: ["FLOWAUDIT": Binary.path])
    #expect(outcome.errorText.hasPrefix("99\n"))
  }

  @Test(
    "standard streams that are closed are no files that are opened later", arguments: [0, 1, 2])
  func closed(descriptor: Int) throws {
    let log = try LiveLog()
    try log.append((FaultyLog.lines(0..<10) + "garbage\n").utf8)
    let close = descriptor == 0 ? "<&-" : "\(descriptor)>&-"
    for arguments in [log.arguments, ["export", "--state", log.state + "2", log.path]] {
      let outcome = try Tool.attempt(
        "bash", ["-c", "\"$FLOWAUDIT\" \"$@\" \(close)", "bash"] + arguments,
        environment: ["FLOWAUDIT": Binary.path])
      let writesOutput = !arguments.contains("--textfile")
      #expect(outcome.status == .exited(descriptor == 1 && writesOutput ? 4 : 0))
    }
    for name in try log.directory.names where name.hasSuffix(".lock") {
      #expect(try log.directory.text(name) == "")
    }
    #expect(try log.counters().values("lines", by: "result") == ["flow": 10, "malformed": 1])
  }

  @Test("standard input that is closed cannot be read, and is no empty one")
  func closedInput() throws {
    let outcome = try Tool.shell("\"$FLOWAUDIT\" export - <&-")
    #expect(outcome.status == .exited(3))
    #expect(
      outcome.errorText == "flowaudit: standard input: cannot be read: Bad file descriptor\n")
  }
}
