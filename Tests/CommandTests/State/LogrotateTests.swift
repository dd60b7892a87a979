import Foundation
import TestSupport
import Testing

/// Debian's logrotate over a log that is followed.
@Suite struct LogrotateTests {
  static let directives = [
    ["create", "compress"], ["create", "compress", "delaycompress"],
    ["create", "dateext", "dateformat -%Y%m%d-%s"], ["copytruncate"],
    ["copytruncate", "compress"],
  ]

  @Test("however it rotates: nothing lost, nothing doubled", arguments: directives)
  func rotated(directives: [String]) throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<1000))
    let lines = directives.joined(separator: "\n")
    let configuration = try log.directory.file(
      "logrotate.conf", "\(log.path) {\nrotate 20\nmissingok\n\(lines)\n}\n")
    chmod(configuration, 0o644)
    let child = try Binary.start(
      log.arguments + ["--follow", "--interval", "200ms", "--from-start"], input: .none)
    for number in 1...5 {
      if number != 3 {
        // Now and then the log is rotated before it was looked at.
        #expect(
          Counters.wait(for: log.textfile) { $0.sum("input_bytes") == log.text.count } != nil)
      }
      let second = time(nil)
      while directives.contains("dateext") && time(nil) == second {
        usleep(10_000)
      }
      let outcome = try Tool.attempt(
        "/usr/sbin/logrotate",
        ["--force", "--state", log.directory.path + "/logrotate.state", configuration])
      #expect(outcome.status == .exited(0), "\(outcome.errorText)")
      try log.append(StateTests.part((number * 1000)..<((number + 1) * 1000)))
    }
    try log.appendFlush()
    #expect(Counters.wait(for: log.textfile) { $0.sum("input_bytes") == log.text.count } != nil)
    child.send(SIGTERM)
    let outcome = child.outcome(within: .seconds(60))
    #expect(outcome.status == .exited(0))
    #expect(outcome.complaints == "")
    try log.export()
    let counters = try log.counters()
    let differences = counters.differences(from: try log.expectation())
    #expect(differences == [])
    #expect(counters.sum("gaps") == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: log.directory.path)
    #expect(names.count { $0.hasPrefix("events.log") } == 6)
  }
}
