import FlowState
import Foundation
import TestSupport
import Testing

/// Which log and which lock a state has, by whatever paths they are named.
@Suite struct StateNameTests {
  @Test(
    "a log is the log of its state from whatever directory it is named, by names of older states too",
    arguments: [nil, "events.log", "../logs/events.log", "./events.log"])
  func otherDirectory(older: String?) throws {
    let directory = try TemporaryDirectory()
    let log = try directory.file("logs/events.log", StateTests.part(0..<100))
    func run(_ folder: String, _ arguments: String...) throws -> ChildProcess.Outcome {
      try Binary.run(["export"] + arguments, directory: directory.path + folder)
    }
    #expect(
      try run("/logs", "--state", "st", "--textfile", "t.prom", "events.log").status == .exited(0))
    let state = directory.path(of: "logs/st")
    let text = try directory.text("logs/st")
    #expect(text.contains("config \"FILE\" \"\(log)\"\n"))
    if let older {
      try directory.file("logs/st", Self.sealed(text.replacing("\"\(log)\"", with: "\"\(older)\"")))
    }
    let paths = [
      ("", "logs/events.log"), ("/logs", "./events.log"), ("/logs", log),
      ("", "./logs//events.log"),
    ]
    for (folder, path) in paths {
      let outcome = try run(
        folder, "--state", state, "--textfile", directory.path(of: "logs/t.prom"), path)
      #expect(outcome.status == .exited(0), "\(path): \(outcome.errorText)")
      #expect(try directory.text("logs/st").contains("config \"FILE\" \"\(log)\"\n"))
    }
    #expect(try Counters(directory.text("logs/t.prom")).sum("lines") == 100)
    // One of this name in another directory is another log.
    try directory.file("other/events.log", "{}\n")
    let other = try run("/other", "--state", state, "--textfile", "t.prom", "events.log")
    #expect(other.status == .exited(5))
    #expect(
      other.errorText.contains("FILE was '\(log)', now it is '\(directory.path)/other/events.log'"))
  }

  @Test("a state has one lock, whatever links lead to it")
  func linkedState() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    try log.export()
    symlink("state", log.directory.path(of: "link"))
    let holder = try Binary.start(
      log.arguments + ["--follow", "--from-start", "--interval", "1h", "--lock-timeout", "60s"],
      input: .none)
    defer {
      holder.send(SIGTERM)
      _ = holder.outcome()
    }
    let deadline = ContinuousClock.now + .seconds(20)
    var second = try Binary.run(linked(log))
    while second.status == .exited(0), ContinuousClock.now < deadline {
      second = try Binary.run(linked(log))
    }
    #expect(second.status == .exited(5))
    #expect(second.errorText.contains("is in use by another run"))
    #expect(try log.directory.names.filter { $0.hasSuffix(".lock") } == ["state.lock"])
    let doctor = try Binary.run(["doctor", "--state", log.directory.path(of: "link")])
    #expect(doctor.text.contains("one holds it now"))
  }

  private func linked(_ log: LiveLog) -> [String] {
    ["export", "--state", log.directory.path(of: "link"), "--textfile", log.textfile, log.path]
  }

  /// A state's text with the digest that belongs to it.
  private static func sealed(_ text: String) -> String {
    let lines = text.split(separator: "\n").dropLast().map { $0 + "\n" }.joined()
    return lines + "end \(Digest(Array(lines.utf8)).value)\n"
  }
}
