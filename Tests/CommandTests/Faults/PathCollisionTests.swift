import Foundation
import TestSupport
import Testing

/// Paths that lead to one file, or to a file of another kind: refused before anything is touched.
@Suite struct PathCollisionTests {
  struct Row: CustomTestStringConvertible {
    let arguments: [String]
    var status: Int32 = 2
    let message: String

    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let rows: [Row] = [
    Row(
      arguments: ["--textfile", "l.prom", "l.prom"],
      message: "--textfile l.prom and the input l.prom are one file"),
    Row(
      arguments: ["--textfile", "link.prom", "l.prom"],
      message: "--textfile link.prom and the input l.prom are one file"),
    Row(
      arguments: ["--textfile", "hard.prom", "l.prom"],
      message: "--textfile hard.prom and the input l.prom are one file"),
    Row(
      arguments: ["--textfile", "l.prom", "-"],
      message: "--textfile l.prom and the input standard input are one file"),
    Row(
      arguments: ["--state", "l.prom", "--reset-state", "l.prom"],
      message: "--state l.prom and the input l.prom are one file"),
    Row(
      arguments: ["--state", "n.prom", "--textfile", "./n.prom", "l.prom"],
      message: "--textfile ./n.prom and --state n.prom are one file"),
    Row(
      arguments: ["--state", "n.prom", "--textfile", "to-n.prom", "l.prom"],
      message: "--textfile to-n.prom and --state n.prom are one file"),
    Row(
      arguments: ["--state", "t", "--textfile", "to-lock.prom", "l.prom"],
      message: "--textfile to-lock.prom and the lock of --state t.lock are one file"),
    Row(
      arguments: ["--state", "log", "log.lock"],
      message: "the lock of --state log.lock and the input log.lock are one file"),
    Row(
      arguments: ["--state", "l.prom", "--reset-state", "log.lock"], status: 5,
      message: "l.prom was not written by flowaudit as a state, and is not replaced"),
    Row(
      arguments: ["--state", "l.prom", "log.lock"], status: 5,
      message: "state l.prom cannot be used: "),
    Row(
      arguments: ["--textfile", "l.prom", "log.lock"],
      message: "--textfile l.prom holds something else than metrics of flowaudit's"),
    Row(
      arguments: ["--state", "s", "--textfile", "l.prom", "log.lock"],
      message: "--textfile l.prom holds something else than metrics of flowaudit's"),
  ]

  @Test("one file is not two, by whatever names and links", arguments: rows)
  func refused(row: Row) throws {
    let directory = try TemporaryDirectory()
    let text = FaultyLog.lines(0..<10)
    for name in ["l.prom", "log.lock"] {
      try directory.file(name, text)
    }
    symlink("l.prom", directory.path(of: "link.prom"))
    link(directory.path(of: "l.prom"), directory.path(of: "hard.prom"))
    symlink("n.prom", directory.path(of: "to-n.prom"))
    symlink("t.lock", directory.path(of: "to-lock.prom"))
    let before = try directory.names
    let outcome = try Binary.run(
      ["export"] + row.arguments, input: .file(directory.path(of: "l.prom")),
      directory: directory.path)
    #expect(outcome.status == .exited(row.status))
    #expect(outcome.errorText.hasPrefix("flowaudit: \(row.message)"), "\(outcome.errorText)")
    #expect(try directory.text("l.prom") == text)
    #expect(try directory.text("log.lock") == text)
    // A state that is refused was locked before it was read.
    #expect(try directory.names.filter { $0 != "l.prom.lock" } == before)
  }

  @Test("a .prom file is written over one of ours, of the agent's families, and over nothing")
  func allowed() throws {
    let directory = try TemporaryDirectory()
    try directory.file("log", FaultyLog.lines(0..<10))
    for head in ["", "# HELP flowaudit_window_drops x\n", "# HELP hubble_drop_total x\n"] {
      try directory.file("x.prom", head)
      let outcome = try Binary.run(
        ["export", "--textfile", "x.prom", "log"], directory: directory.path)
      #expect(outcome.status == .exited(0))
    }
    for _ in 0..<2 {
      let outcome = try Binary.run(
        ["export", "--textfile", "/dev/null", "--allow-empty", "-"], input: .file("/dev/null"),
        directory: directory.path)
      #expect(outcome.status == .exited(0))
    }
  }

  @Test("the .prom file has mode 0644 less the umask, or that which is asked for; the state 0600")
  func modes() throws {
    let directory = try TemporaryDirectory()
    try directory.file("log", FaultyLog.lines(0..<10))
    let command = "umask 077; exec \"$FLOWAUDIT\" export --state s --textfile x.prom \"$@\" log"
    func run(_ arguments: String...) throws -> ChildProcess.Outcome {
      try Tool.attempt(
        "env", ["-C", directory.path, "bash", "-c", command, "bash"] + arguments,
        environment: ["FLOWAUDIT": Binary.path])
    }
    let hidden = try run()
    #expect(hidden.status == .exited(0))
    #expect(
      hidden.errorText
        == "flowaudit: warning: x.prom has mode 0600: node_exporter, which runs as another user, may not read it; --textfile-mode 0644 lets it\n"
    )
    #expect(try directory.mode("x.prom") == 0o600)
    #expect(try directory.mode("s") == 0o600)
    #expect(try directory.mode("s.lock") == 0o600)
    let shown = try run("--textfile-mode", "0644")
    #expect(shown.errorText == "")
    #expect(try directory.mode("x.prom") == 0o644)
    #expect(try run().errorText == "")
    #expect(try directory.mode("x.prom") == 0o644)
    let wrong = try run("--textfile-mode", "0999")
    #expect(wrong.status == .exited(2))
  }

  @Test("a lock that is a symbolic link is refused, and what it leads to is left alone")
  func linkedLock() throws {
    let directory = try TemporaryDirectory()
    try directory.file("log", FaultyLog.lines(0..<10))
    try directory.file("other", "text")
    symlink("other", directory.path(of: "s.lock"))
    let outcome = try Binary.run(["export", "--state", "s", "log"], directory: directory.path)
    #expect(outcome.status == .exited(4))
    #expect(
      outcome.errorText
        == "flowaudit: s.lock is not written: it is a symbolic link, and a lock is none: remove it\n"
    )
    #expect(try directory.text("other") == "text")
  }
}
