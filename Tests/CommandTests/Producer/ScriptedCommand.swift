import Foundation
import TestSupport

/// A command that does another thing at each start: part N of a log, then its own end.
///
/// It runs in the folder, notes each start in the file `starts`, and is killed with whoever has started it.
final class ScriptedCommand {
  let directory: TemporaryDirectory
  let mark = ProcessMark()

  /// `starts` are shell scripts, one for each start; the last is for all that follow.
  init(_ starts: [String], log: some Sequence<UInt8>) throws {
    directory = try TemporaryDirectory()
    _ = try directory.file("log", log)
    let cases = starts.dropLast().enumerated().map { "\($0.offset + 1)) \($0.element) ;;" }
    let script = """
      lines() { sed -n "$1,$2p" log; }
      await() { while [ ! -e "$1" ]; do sleep 0.02; done; }
      echo start >> starts
      case $(wc -l < starts) in
      \(cases.joined(separator: "\n"))
      *) \(starts.last ?? "exit 0") ;;
      esac

      """
    _ = try directory.file("script", script)
    // A program that was just written may be busy: another test's child may have its descriptor for a moment.
    try FileManager.default.createSymbolicLink(
      atPath: directory.path + "/producer", withDestinationPath: "/bin/sh")
  }

  var textfile: String {
    directory.path + "/flowaudit.prom"
  }

  var startCount: Int {
    let text = try? String(contentsOfFile: directory.path + "/starts", encoding: .utf8)
    return text?.split(separator: "\n").count ?? 0
  }

  /// Lets a script go on that awaits this.
  func touch(_ name: String) throws {
    _ = try directory.file(name, "")
  }

  /// Starts `export`; the options stand before `--`, the arguments behind the command.
  func start(_ options: [String], _ arguments: [String] = []) throws -> ChildProcess {
    try Binary.start(
      ["export", "--textfile", "flowaudit.prom"] + options + ["--", "./producer", "script"]
        + arguments,
      input: .none, directory: directory.path, environment: mark.environment)
  }

  /// The samples of the .prom file as it is now.
  func samples() throws -> [Sample] {
    try Sample.all(in: String(contentsOfFile: textfile, encoding: .utf8))
  }

  /// The counters as they are now.
  func counters() throws -> Counters {
    try Counters(String(contentsOfFile: textfile, encoding: .utf8))
  }

  /// Waits until the counters say what is wanted; nil where they never do.
  func wait(until isReached: (Counters) -> Bool) -> Counters? {
    var found: Counters?
    _ = FileWait.isTrue {
      found = try? counters()
      return found.map(isReached) ?? false
    }
    return found.flatMap { isReached($0) ? $0 : nil }
  }

  /// What is counted when the log is read as a file, with a state.
  func expectation() throws -> Counters {
    let other = try TemporaryDirectory()
    for _ in 0..<2 {
      _ = try Binary.run(
        "export", "--state", other.path + "/state", "--textfile", other.path + "/f.prom",
        directory.path + "/log")
    }
    return try Counters(String(contentsOfFile: other.path + "/f.prom", encoding: .utf8))
  }
}

extension Counters {
  /// What is said of flows: the same for each way in which a log is read.
  var ofFlows: [Sample.Series: Double] {
    values.filter { series, value in
      value > 0
        && ["packets_dropped", "drops", "flows", "lost_events", "lines"]
          .contains { series.name == "flowaudit_\($0)_total" }
    }
  }

  func value(_ name: String, _ reason: String) -> Int {
    values(name, by: "reason")[reason] ?? 0
  }
}
