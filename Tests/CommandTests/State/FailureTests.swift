import Foundation
import TestSupport
import Testing

/// What stands in the way of a run leaves the old files whole, is said, and is healed by the next run.
@Suite struct FailureTests {
  /// What stands in the way.
  enum Failure: String, CaseIterable {
    case fullDisk, fullTextfileDisk, sizeLimit, readOnlyDirectories, readOnlyTextfiles
    case textfilesAway

    /// `STATE` and `PROM` stand for paths.
    func message(_ form: Bench.Form) -> String {
      let first = form == .state ? "STATE" : "PROM"
      return switch self {
      case .fullDisk: "cannot write \(first): No space left on device"
      case .fullTextfileDisk: "cannot write PROM: No space left on device"
      case .sizeLimit: "cannot write \(first): File too large"
      case .readOnlyDirectories:
        "cannot create a temporary file in the directory of \(first): Permission denied"
      case .readOnlyTextfiles:
        "cannot create a temporary file in the directory of PROM: Permission denied"
      case .textfilesAway:
        "cannot create a temporary file in the directory of PROM: No such file or directory"
      }
    }

    /// Whether a run with a state has committed it before it fails.
    var commitsState: Bool {
      switch self {
      case .fullTextfileDisk, .readOnlyTextfiles, .textfilesAway: true
      case .fullDisk, .sizeLimit, .readOnlyDirectories: false
      }
    }

    /// What is to be on a small disk.
    var disks: [Bench.Place] {
      switch self {
      case .fullDisk: [.states, .textfiles]
      case .fullTextfileDisk: [.textfiles]
      case .sizeLimit, .readOnlyDirectories, .readOnlyTextfiles, .textfilesAway: []
      }
    }
  }

  static let rows = Bench.Form.allCases.flatMap { form in
    Failure.allCases.filter { $0.disks.isEmpty || FullDisk.isAllowed }.map { (form, $0) }
  }

  @Test("the old files stay whole, status 4, the next run heals", arguments: rows)
  func failure(form: Bench.Form, failure: Failure) throws {
    let bench = try Bench(form, onDisk: failure.disks)
    defer { bench.leave() }
    try bench.log.append(StateTests.part(0..<3000))
    for _ in 0..<2 {
      let outcome = try bench.run()
      try #require(outcome.status == .exited(0), "\(outcome.errorText)")
    }
    let before = try bench.files()
    try bench.log.append(StateTests.part(3000..<9000))
    let outcome = try bench.run(under: failure)
    #expect(outcome.status == .exited(4))
    #expect(bench.said(outcome) == "flowaudit: \(failure.message(form))\n")
    #expect(outcome.text == "")
    var after = try bench.files()
    if form == .state && failure.commitsState {
      #expect(after["state"] != before["state"])
      after["state"] = before["state"]
    }
    #expect(after == before)
    try bench.expectHealed()
  }

  @Test(
    "where only the state cannot be written the .prom keeps every counter, and says that the run failed",
    arguments: [false, true])
  func stateAlone(hasRun: Bool) throws {
    let bench = try Bench(.state)
    try bench.log.append(StateTests.part(0..<3000))
    if hasRun {
      for _ in 0..<2 {
        try #require(try bench.run().status == .exited(0))
      }
    }
    let before = try? bench.textfileText()
    try bench.log.append(StateTests.part(3000..<5000))
    chmod(bench.path(.states), 0o555)
    let outcome = try bench.run()
    chmod(bench.path(.states), 0o755)
    #expect(outcome.status == .exited(4))
    #expect(outcome.errorText.count { $0 == "\n" } == 1)
    let after = try bench.textfileText()
    #expect(after.contains("\nflowaudit_last_run_success 0\n"))
    #expect(after.contains("\nflowaudit_last_success_timestamp_seconds ") == hasRun)
    if let before {
      let changed = zip(before.split(separator: "\n"), after.split(separator: "\n"))
        .filter { $0 != $1 }.compactMap { $0.0.split(separator: " ").first.map(String.init) }
      #expect(
        changed == [
          "flowaudit_last_run_duration_seconds", "flowaudit_last_run_success",
          "flowaudit_last_run_timestamp_seconds",
        ])
    } else {
      #expect(try Counters(after).sum("lines") == 0)
    }
    try bench.expectHealed()
  }

  @Test(
    "a log, or a rotation of it, that may not be read is a problem with its own words; what is known of it stays",
    arguments: [false, true])
  func unreadableLog(isRotation: Bool) throws {
    let bench = try Bench(.state)
    try bench.log.append(StateTests.part(0..<3000))
    try #require(try bench.run().status == .exited(0))
    var path = bench.log.path
    if isRotation {
      path = try bench.log.rotate()
      try bench.log.append(StateTests.part(3000..<4000))
      try #require(try bench.run().status == .exited(0))
    }
    chmod(path, 0)
    let outcome = try bench.run()
    #expect(outcome.status == .exited(3))
    #expect(
      outcome.errorText
        == "flowaudit: \(path): cannot be opened: Permission denied; run as a user who may read it\n"
    )
    let counters = try Counters(bench.textfileText())
    #expect(counters.values("query_errors", by: "reason") == ["input_unreadable": 1])
    #expect(counters.sum("gaps") == 0)
    #expect(try bench.textfileText().contains("\nflowaudit_last_run_success 0\n"))
    chmod(path, 0o644)
    try bench.expectHealed()
  }

  @Test("where the log may not be read on the first run, its rotations are not taken for it")
  func unreadableAtFirst() throws {
    let bench = try Bench(.state)
    try bench.log.append(StateTests.part(0..<1000))
    try bench.log.rotate()
    try bench.log.append(StateTests.part(1000..<1500))
    chmod(bench.log.path, 0)
    #expect(try bench.run().status == .exited(3))
    chmod(bench.log.path, 0o644)
    #expect(try bench.run().status == .exited(0))
    #expect(try Counters(bench.textfileText()).sum("lines") == 500)
  }

  @Test("a state that may not be read, or whose lock may not be opened, is left alone")
  func forbiddenState() throws {
    let bench = try Bench(.state)
    try bench.log.append(StateTests.part(0..<1000))
    try #require(try bench.run().status == .exited(0))
    let before = try bench.files()
    for (name, mode, status, message) in [
      ("state", 0o644, 5, "cannot read state STATE: Permission denied"),
      ("state.lock", 0o600, 4, "cannot open STATE.lock: Permission denied"),
    ] as [(String, mode_t, Int32, String)] {
      chmod(bench.path(.states) + "/" + name, 0)
      let outcome = try bench.run()
      #expect(outcome.status == .exited(status))
      #expect(bench.said(outcome) == "flowaudit: \(message)\n")
      chmod(bench.path(.states) + "/" + name, mode)
      var after = try bench.files()
      if status == 4 {
        // A state that is in use or refused is left alone with its .prom; one that cannot be kept is a failed run.
        #expect(try bench.textfileText().contains("\nflowaudit_last_run_success 0\n"))
        after["f.prom"] = before["f.prom"]
      }
      #expect(after == before)
    }
    try bench.expectHealed()
  }
}
