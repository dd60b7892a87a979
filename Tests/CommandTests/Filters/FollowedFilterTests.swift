import Foundation
import Glibc
import TestSupport
import Testing

/// `filter --follow`: the lines of a log as they come, each once, over its rotations.
@Suite struct FollowedFilterTests {
  private static let lines = [String](
    String(decoding: (try? Fixture.bytes("flows/pairing.jsonl")) ?? [], as: UTF8.self)
      .split(separator: "\n").map(String.init))

  private let directory: TemporaryDirectory
  private let log: String
  private let output: String

  init() throws {
    directory = try TemporaryDirectory()
    log = directory.path(of: "events.log")
    output = directory.path(of: "out")
  }

  private func append(_ lines: some Sequence<String>) throws {
    if !FileManager.default.fileExists(atPath: log) {
      try Data().write(to: URL(filePath: log))
    }
    let file = try FileHandle(forWritingTo: URL(filePath: log))
    try file.seekToEnd()
    try file.write(contentsOf: Data(lines.map { $0 + "\n" }.joined().utf8))
    try file.close()
  }

  private func start(_ arguments: String...) throws -> ChildProcess {
    try Binary.start(["filter", "--follow", log] + arguments, input: .none, outputPath: output)
  }

  /// Waits until so many lines were written.
  private func waitForLines(_ count: Int) throws -> [String] {
    let deadline = ContinuousClock.now + .seconds(30)
    var found: [String] = []
    repeat {
      usleep(20_000)
      found = try directory.text("out").split(separator: "\n").map(String.init)
    } while found.count < count && ContinuousClock.now < deadline
    return found
  }

  @Test(
    "lines come while the log grows and is rotated, and SIGTERM ends it with 0",
    arguments: [SIGTERM, SIGINT])
  func rotation(signal: Int32) throws {
    try append(Self.lines[..<10])
    let child = try start()
    // It begins behind the last line that is there, once it has looked.
    usleep(1_000_000)
    try append(Self.lines[10..<20])
    #expect(try waitForLines(10).count == 10)
    try append(Self.lines[20..<25])
    try FileManager.default.moveItem(atPath: log, toPath: log + ".1")
    try append(Self.lines[25..<30])
    #expect(try waitForLines(20) == Array(Self.lines[10..<30]))
    child.send(signal)
    let outcome = child.outcome(within: .seconds(30))
    #expect(outcome.status == .exited(0))
    #expect(
      outcome.errorText
        == "flowaudit: following \(log) and its rotations, from its end (--from-start begins with its first line)\n"
        + "flowaudit: ended by a signal: what was read is written\n")
    #expect(try waitForLines(20) == Array(Self.lines[10..<30]))
  }

  @Test("--from-start begins with the first line, and --first ends it")
  func first() throws {
    try append(Self.lines[..<10])
    let outcome = try start("--from-start", "--first", "4").outcome(within: .seconds(30))
    #expect(outcome.status == .exited(0))
    #expect(try waitForLines(4) == Array(Self.lines[..<4]))
  }

  @Test("of a log that comes later every line is new")
  func later() throws {
    let child = try start()
    usleep(1_000_000)
    try append(Self.lines[..<10])
    #expect(try waitForLines(10) == Array(Self.lines[..<10]))
    child.send(SIGTERM)
    let outcome = child.outcome(within: .seconds(30))
    #expect(outcome.status == .exited(0))
    #expect(outcome.errorText.contains("it is looked for again"))
  }

  @Test("a reader that goes away ends it with 0, also while no line comes")
  func closedPipe() throws {
    try append(Self.lines[..<10])
    let outcome = try Tool.attempt(
      "bash",
      [
        "-c", "set -o pipefail; \"$FLOWAUDIT\" filter --follow --from-start \"$1\" | head -1",
        "bash", log,
      ], environment: ["FLOWAUDIT": Binary.path])
    #expect(outcome.status == .exited(0))
    #expect(outcome.text == Self.lines[0] + "\n")
  }

  @Test(
    "what needs the end of the log, or several, is refused",
    arguments: [
      ["--follow"], ["--follow", "-"], ["--follow", "a", "b"], ["--follow", "a", "--count"],
      ["--follow", "a", "--last", "3"], ["--follow", "a", "--strict"],
      ["--follow", "a", "--since", "end-5m"], ["--from-start", "a"],
    ])
  func refused(arguments: [String]) throws {
    let outcome = try Binary.run(["filter"] + arguments)
    #expect(outcome.status == .exited(2))
    #expect(outcome.text == "")
  }
}
