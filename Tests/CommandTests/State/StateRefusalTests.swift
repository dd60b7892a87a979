import Foundation
import TestSupport
import Testing

/// A state that is not this run's: refused, left as it is, status 5.
@Suite struct StateRefusalTests {
  static let refusals: [(arguments: [String], status: Int32, message: String)] = [
    (
      ["--namespace", "payments"], 5,
      "flowaudit: state STATE is of another configuration: filters was none, now it is '--namespace payments'; use another --state, or --reset-state to start over\n"
    ),
    (
      ["--max-line", "1MiB"], 5,
      "flowaudit: state STATE is of another configuration: --max-line was '16777216', now it is '1048576'; use another --state, or --reset-state to start over\n"
    ),
    (["--namespace", "payments", "--reset-state"], 0, ""),
  ]

  @Test("a state of another configuration is refused, the difference named", arguments: refusals)
  func refusal(arguments: [String], status: Int32, message: String) throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    try log.export()
    let before = try Data(contentsOf: URL(filePath: log.state))
    let outcome = try Binary.run(log.arguments + arguments)
    #expect(outcome.status == .exited(status))
    #expect(outcome.errorText.replacingOccurrences(of: log.state, with: "STATE") == message)
    if status != 0 {
      #expect(try Data(contentsOf: URL(filePath: log.state)) == before)
    }
  }

  @Test("a damaged state is refused and left as it is")
  func damage() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    try log.export()
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: log.state)))
    bytes.removeLast(40)
    try Data(bytes).write(to: URL(filePath: log.state))
    let outcome = try log.export()
    #expect(outcome.status == .exited(5))
    #expect(
      outcome.errorText
        == "flowaudit: state \(log.state) cannot be used: it is cut or was changed: its last line is missing or does not match the rest; --reset-state starts over\n"
    )
    #expect([UInt8](try Data(contentsOf: URL(filePath: log.state))) == bytes)
    #expect(try log.export("--reset-state").status == .exited(0))
    #expect(try log.counters().sum("lines") == 100)
  }

  @Test("a second run is kept out while the first one holds the state")
  func lock() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    let holder = try ChildProcess.start(
      "flock", [log.state + ".lock", "sleep", "60"], input: .none, outputPath: nil,
      directory: Fixture.folder, environment: Tool.environment)
    defer { holder.send(SIGTERM) }
    var refused = try log.export()
    for _ in 0..<100 where refused.status == .exited(0) {
      usleep(20_000)
      refused = try log.export()
    }
    #expect(refused.status == .exited(5))
    #expect(
      refused.errorText
        == "flowaudit: state \(log.state) is in use by another run; --lock-timeout waits for it\n")
    let waiting = try Binary.start(log.arguments + ["--lock-timeout", "60s"], input: .none)
    usleep(300_000)
    holder.send(SIGTERM)
    _ = holder.outcomeUnread()
    #expect(waiting.outcome(within: .seconds(90)).status == .exited(0))
  }
}
