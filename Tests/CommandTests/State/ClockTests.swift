import Foundation
import TestSupport
import Testing

/// A clock that is set: counters go on, the times of runs are those that the clock says.
@Suite struct ClockTests {
  /// Debian's libfaketime, which answers in the clock's place.
  private static func clock(_ offset: String) throws -> [String: String] {
    let folder = "/usr/lib/"
    let library = try FileManager.default.contentsOfDirectory(atPath: folder)
      .map { "\(folder)\($0)/faketime/libfaketime.so.1" }
      .first(where: FileManager.default.fileExists)
    return [
      "LD_PRELOAD": try #require(library, "libfaketime is missing: scripts/setup --tests"),
      "FAKETIME": offset, "DONT_FAKE_MONOTONIC": "1",
    ]
  }

  /// What is said, but for the word on a state of the future.
  private static func withoutLeaps(_ errors: String) -> String {
    errors.split(separator: "\n").filter { !$0.contains("which is still to come") }
      .joined(separator: "\n")
  }

  private func lastRun(_ bench: Bench) throws -> Double {
    let samples = try Sample.all(in: bench.textfileText())
    return try #require(
      samples.first { $0.name == "flowaudit_last_run_timestamp_seconds" }?.value)
  }

  static let offsets: [(offset: String, seconds: Double)] = [
    ("-2h", 7200), ("-400d", 400 * 86_400), ("-70y", 70 * 365 * 86_400), ("+3h", -10_800),
  ]

  @Test(
    "set back or forth between two runs: each line counts once, no series goes back or vanishes",
    arguments: Bench.Form.allCases.flatMap { form in offsets.map { (form, $0.offset, $0.seconds) } }
  )
  func between(form: Bench.Form, offset: String, seconds: Double) throws {
    let bench = try Bench(form)
    try bench.log.append(StateTests.part(0..<3000))
    #expect(try bench.run().status == .exited(0))
    let earlier = try lastRun(bench)
    let before = form == .state ? try Counters(bench.textfileText()) : nil
    try bench.log.append(StateTests.part(3000..<6000))
    for _ in 0..<2 {
      let outcome = try bench.run(environment: try Self.clock(offset))
      #expect(outcome.status == .exited(0))
      #expect(Self.withoutLeaps(outcome.errorText) == "")
    }
    #expect(abs(earlier - seconds - (try lastRun(bench))) < 600)
    if let before {
      #expect(try Counters(bench.textfileText()).setbacks(since: before) == [])
    }
    try bench.log.append(StateTests.part(6000..<9000))
    try bench.expectHealed(allowing: "which is still to come")
    #expect(try lastRun(bench) >= earlier)
  }

  @Test("set back while a log is followed: metrics are still written, and count what comes")
  func followed() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<1000))
    let now = try log.directory.file("clock", "+0")
    var environment = try Self.clock("+0")
    environment["FAKETIME"] = nil
    environment["FAKETIME_TIMESTAMP_FILE"] = now
    environment["FAKETIME_NO_CACHE"] = "1"
    let child = try Binary.start(
      log.arguments + ["--follow", "--interval", "200ms", "--zero-for", "2s", "--from-start"],
      input: .none,
      environment: environment)
    #expect(Counters.wait(for: log.textfile) { $0.sum("lines") == 1000 } != nil)
    try "-5h".write(toFile: now, atomically: true, encoding: .utf8)
    try log.append(StateTests.part(1000..<2000))
    let counters = Counters.wait(for: log.textfile) {
      $0.sum("lines") == 2000 && $0.sum("drops") == $0.sum("packets_dropped")
    }
    // Series that were new when the clock was set back do not stay at 0 for five hours.
    #expect(counters != nil)
    child.send(SIGTERM)
    #expect(child.outcome(within: .seconds(60)).status == .exited(0))
  }
  @Test("one leap of the clock gives no series up, and a state of the future is told")
  func leap() throws {
    let log = try FaultyLog(.growth)
    try log.run()
    try log.grow(50)
    let leap = try log.run(try Self.clock("+60d"))
    #expect(leap.status == .exited(0))
    let counters = try log.log.counters()
    #expect(counters.sum("drops") == counters.sum("packets_dropped"))
    let outcome = try log.run()
    #expect(outcome.status == .exited(0))
    #expect(
      outcome.errorText.hasPrefix(
        "flowaudit: warning: the last run of state \(log.log.state) began at 20"))
    #expect(outcome.errorText.contains("which is still to come: was the clock set?"))
    #expect(log.faults == [])
  }
}
