import Foundation
import TestSupport
import Testing

/// Killed before any call of a commit, no run loses or doubles a line.
@Suite struct KillPointTests {
  /// What the run that is killed commits.
  enum Commit: String, CaseIterable {
    case first, later, rotation, packedRotation
  }

  /// What stands in the directory, in the order in which the calls of a run get there.
  private static func stages(_ commit: Commit) -> [[String]] {
    let (lock, state, textfile) = ("state.lock", "state", "flowaudit.prom")
    let (newState, newTextfile) = (".state.N.N.tmp", ".flowaudit.prom.N.N.tmp")
    switch commit {
    case .first:
      return [
        [], [lock], [newState, lock], [state, lock], [newTextfile, state, lock],
        [textfile, state, lock],
      ]
    case .later, .rotation, .packedRotation:
      let whole = [textfile, state, lock]
      return [whole, [newState] + whole, whole, [newTextfile] + whole, whole]
    }
  }

  @Test(
    "SIGKILL before each call of a commit: counters equal the rules, never go back, every file is whole",
    arguments: Commit.allCases)
  func killed(commit: Commit) throws {
    var random = SeededNumbers(ofRun: Commit.allCases.firstIndex(of: commit) ?? 0)
    let sizes = (0..<3).map { _ in Int.random(in: 20...200, using: &random) }
    var expectation: Expectation?
    var stages: [[String]] = []
    for call in 1... {
      let place: Comment = "call \(call), seed \(Seed.ofRun)"
      let log = try KilledLog(commit, sizes)
      let outcome = try log.run(dyingBefore: call)
      guard outcome.status == .killed(signal: SIGKILL) else {
        #expect(outcome.status == .exited(0), place)
        break
      }
      if try stages.last != log.fileNames() {
        stages.append(try log.fileNames())
      }
      try log.goOn()
      expectation = try expectation ?? log.log.expectation()
      #expect(try log.log.counters().differences(from: #require(expectation)) == [], place)
      #expect(try log.log.counters().sum("gaps") == 0, place)
      #expect(log.faults == [], place)
      #expect(try log.fileNames() == ["flowaudit.prom", "state", "state.lock"], place)
    }
    #expect(stages == Self.stages(commit), "seed \(Seed.ofRun)")
  }

  @Test(
    "a kill point that names no call, or is left over from another process, does nothing",
    arguments: ["", "1", "1:\(getpid() + 1)", "0:\(getpid())", "-1:\(getpid())", "1:\(getpid()):"])
  func leftOver(_ value: String) throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<10))
    let outcome = try Binary.start(
      log.arguments, input: .none, environment: ["FLOWAUDIT_KILL_AT": value]
    ).outcome()
    #expect(outcome.status == .exited(0))
  }
}

/// The environment of a program that dies before a call of its outputs: `KillPoint` of FlowOutput.
enum Dying {
  static func before(_ call: Int) -> [String: String] {
    ["FLOWAUDIT_KILL_AT": "\(call):\(getpid())"]
  }
}

/// A log of which one run was killed.
private final class KilledLog {
  let log: LiveLog
  private(set) var faults: [String] = []
  private let sizes: [Int]
  private var next = 0
  private var earlier: Counters?

  /// The log as the run finds it that is to be killed; the seeded sizes are those of its parts.
  init(_ commit: KillPointTests.Commit, _ sizes: [Int]) throws {
    log = try LiveLog()
    self.sizes = sizes
    try grow(sizes[0])
    if commit != .first {
      try export()
      switch commit {
      case .first, .later: break
      case .rotation: try log.rotate()
      case .packedRotation: try log.pack(log.rotate())
      }
      try grow(sizes[1])
    }
  }

  func run(dyingBefore call: Int) throws -> ChildProcess.Outcome {
    let outcome = try Binary.start(
      log.arguments, input: .none, environment: Dying.before(call)
    ).outcome()
    try look()
    return outcome
  }

  /// A run, growth, and others until no line waits for its partner.
  func goOn() throws {
    try export()
    try grow(sizes[2])
    try export()
    try log.appendFlush()
    try export()
    try export()
  }

  private func grow(_ count: Int) throws {
    try log.append(StateTests.part(next..<(next + count)))
    next += count
  }

  private func export() throws {
    let outcome = try log.export()
    if outcome.status != .exited(0) || outcome.errorText != "" {
      faults.append("\(outcome.status): \(outcome.errorText)")
    }
    try look()
  }

  /// The .prom file, where there is one, is whole, and no counter has gone back.
  private func look() throws {
    guard FileManager.default.fileExists(atPath: log.textfile) else {
      faults += earlier == nil ? [] : ["the .prom file is gone"]
      return
    }
    let counters = try log.counters()
    faults += earlier.map { counters.setbacks(since: $0) } ?? []
    earlier = counters
  }

  /// What stands beside the logs, with N for a process.
  func fileNames() throws -> [String] {
    try log.directory.names.filter { !$0.hasPrefix("events") }
      .map { $0.replacing(/[0-9]+/, with: "N") }
  }
}
