import Foundation
import TestSupport
import Testing

/// Fixtures/cases: a command line in, its whole output out.
///
/// A case is a folder: `arguments`, one a line; `input`, what comes through standard input, where
/// there is one; other files that the arguments name; and `stdout`, `stderr` and `status`. The folder
/// is the working directory. With FLOWAUDIT_REGENERATE=1 the tests write what the binary gave
/// instead of comparing it: read the difference before you commit it.
@Suite struct CaseTests {
  static let names: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: Fixture.path("cases"))
    return (names ?? []).sorted()
  }()

  private static let isRegenerating =
    ProcessInfo.processInfo.environment["FLOWAUDIT_REGENERATE"] == "1"

  @Test("there are cases")
  func thereAreCases() {
    #expect(Self.names.count >= 40)
  }

  @Test("a command line gives its output, its messages and its status", arguments: names)
  func commandLine(name: String) throws {
    let folder = Fixture.path("cases/\(name)/")
    var arguments = try Fixture.text("cases/\(name)/arguments").components(separatedBy: "\n")
    arguments.removeLast()
    let hasInput = FileManager.default.fileExists(atPath: folder + "input")
    let outcome = try Binary.run(
      arguments, input: hasInput ? .bytes(try Fixture.bytes("cases/\(name)/input")) : .none,
      directory: folder)
    guard case .exited(let status) = outcome.status else {
      Issue.record("\(outcome.status)")
      return
    }
    try expect("stdout", in: folder, Self.withoutClock(outcome.text))
    try expect("stderr", in: folder, outcome.errorText)
    try expect("status", in: folder, "\(status)\n")
  }

  /// When a run began and how long it took differ from run to run.
  private static func withoutClock(_ text: String) -> String {
    let pattern =
      /^(flowaudit_last_(?:run_timestamp|success_timestamp|run_duration)_seconds(?:\{[^}]*\})?) .*/
    return text.components(separatedBy: "\n").map { line in
      (try? pattern.wholeMatch(in: line)).flatMap { "\($0.1) CLOCK" } ?? line
    }.joined(separator: "\n")
  }

  private func expect(_ stream: String, in folder: String, _ text: String) throws {
    let file = URL(filePath: folder + stream)
    if Self.isRegenerating {
      try Data(text.utf8).write(to: file)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "\(stream)")
  }
}
