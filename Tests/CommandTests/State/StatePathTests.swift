import Foundation
import TestSupport
import Testing

/// Where log, state and .prom are: missing directories, other names, a log that is gone.
@Suite struct StatePathTests {
  @Test("a state's directory is made, where the one above it is there")
  func missingDirectory() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    let state = log.directory.path + "/new/state"
    for _ in 0..<2 {
      let outcome = try Binary.run([
        "export", "--state", state, "--textfile", log.textfile, log.path,
      ])
      #expect(outcome.status == .exited(0))
      #expect(outcome.errorText == "")
    }
    #expect(try log.counters().sum("lines") == 100)
    #expect(try log.directory.mode("new") == 0o755)
  }

  @Test("where it cannot be made the .prom says that the run failed, and counts nothing; status 4")
  func noDirectory() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    let directory = log.directory.path + "/none/none"
    let outcome = try Binary.run([
      "export", "--state", directory + "/state", "--textfile", log.textfile, log.path,
    ])
    #expect(outcome.status == .exited(4))
    #expect(
      outcome.errorText
        == "flowaudit: cannot make the directory \(directory): No such file or directory\n")
    let text = try log.directory.text("flowaudit.prom")
    #expect(text.contains("\nflowaudit_last_run_success 0\n"))
    #expect(!text.contains("\nflowaudit_last_success_timestamp_seconds "))
    #expect(try Counters(text).sum("lines") == 0)
  }

  @Test("a log that is spelled in another way, or led to by a link, is the log of the state")
  func otherSpelling() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    try log.export()
    symlink(log.path, log.directory.path + "/link")
    let folder = log.directory.path.split(separator: "/").last ?? ""
    for path in ["events.log", "./events.log", "../\(folder)/events.log", "link"] {
      let outcome = try Binary.run(
        ["export", "--state", log.state, "--textfile", log.textfile, path],
        directory: log.directory.path)
      #expect(outcome.status == .exited(0))
      #expect(outcome.errorText == "")
    }
    #expect(try log.counters().sum("lines") == 100)
    try log.directory.file("other.log", "{}\n")
    let outcome = try Binary.run(
      ["export", "--state", log.state, "--textfile", log.textfile, "other.log"],
      directory: log.directory.path)
    #expect(outcome.status == .exited(5))
    let doctor = try Binary.run(
      ["doctor", "--state", log.state, "events.log", "other.log"], directory: log.directory.path)
    #expect(!doctor.text.contains("an export of events.log needs another --state"))
    #expect(doctor.text.contains("an export of other.log needs another --state"))
  }

  @Test(
    "no new line is success; a log that is gone is a failed run, but for the one that finds it renamed"
  )
  func missingLog() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    try log.export()
    #expect(try log.export().status == .exited(0))
    try log.append(StateTests.part(100..<150))
    try log.rotate()
    #expect(try log.export().status == .exited(0))
    #expect(try log.counters().sum("lines") == 150)
    let outcome = try log.export()
    #expect(outcome.status == .exited(3))
    #expect(
      outcome.errorText == "flowaudit: \(log.path): cannot be opened: No such file or directory\n")
    try log.append(StateTests.part(150..<200))
    #expect(try log.export().status == .exited(0))
    let counters = try log.counters()
    #expect(counters.sum("lines") == 200)
    #expect(counters.sum("gaps") == 0)
    #expect(counters.values("query_errors", by: "reason") == ["input_unreadable": 1])
  }

  @Test(
    "--textfile takes only a name that node_exporter reads, or what is no file",
    arguments: [[], ["--state", "s"]])
  func textfileName(options: [String]) throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    let outcome = try Binary.run(
      ["export", "--textfile", "f.txt"] + options + [log.path], directory: log.directory.path)
    #expect(outcome.status == .exited(2))
    #expect(
      outcome.errorText.hasPrefix(
        "flowaudit: --textfile f.txt: node_exporter reads only files whose names end in .prom: give it such a name\n"
      ))
    #expect(try log.directory.names == ["events.log"])
    let null = try Binary.run(
      ["export", "--textfile", "/dev/null"] + options + [log.path], directory: log.directory.path)
    #expect(null.status == .exited(0))
  }
}
