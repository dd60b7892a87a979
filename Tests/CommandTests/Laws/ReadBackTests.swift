import TestSupport
import Testing

/// Every format says the same, read by the readers of that format (Fixtures/tools/read_back.py).
@Suite struct ReadBackTests {
  static let commands = [
    "drops --by source-pod,destination-pod,reason", "flows --by source-pod,destination-pod,verdict",
    "drops --by source-pod,source-workload,policy --bucket 1s", "flows --by source-pod",
  ]

  /// Names with everything that has a meaning in one of the formats, but characters that do not show.
  private static func log(_ random: inout SeededNumbers, lineCount: Int) -> String {
    let letters = Array(#"ab_*|,"'\<>&`$#!~[]=+-@:/.www ;{}()%^?üñ漢🙂"#)
    let names =
      (0..<24).map { _ in
        // Blanks at a cell's ends are no part of it.
        "x" + String((0...random.below(12)).map { _ in random.pick(letters) }) + "x"
      } + ["=1+1", "@sum", "-2", "+3", "'=4", "|", "\\", "\"", "**total**", "a|b\\|c", "<b>&amp;"]
    return (0..<lineCount).map { _ in
      let (source, destination) = (random.pick(names), random.pick(names))
      let verdict = random.pick(["DROPPED", "FORWARDED", "AUDIT"])
      return #"{"flow":{"time":"2026-05-11T06:00:0\#(random.below(10))Z","verdict":"\#(verdict)","#
        + #""drop_reason_desc":"FIB_LOOKUP_FAILED","event_type":{"type":1},"#
        + #""source":{"pod_name":\#(Envelope.string(source)),"workloads":[{"name":\#(Envelope.string(destination))}]},"#
        + #""destination":{"pod_name":\#(Envelope.string(destination))}}}"# + "\n"
    }.joined()
  }

  @Test("each format read back gives the rows of the others", arguments: commands, 0..<2)
  func formats(command: String, number: Int) throws {
    var random = SeededNumbers(ofRun: number)
    let directory = try TemporaryDirectory()
    let log = try directory.file("x.jsonl", Self.log(&random, lineCount: 400))
    func rows(_ format: String) throws -> [String] {
      let words = command.split(separator: " ").map(String.init)
      let output = try Binary.run(words + ["-o", format, log])
      #expect(output.status == .exited(0))
      let read = try Tool.attempt(
        Tool.python, [Fixture.path("tools/read_back.py"), format], input: .bytes(output.output))
      try #require(read.status == .exited(0), "\(format): \(read.errorText)")
      return read.text.split(separator: "\n").map(String.init)
    }
    let expected = try rows("json")
    #expect(expected.count > 20)
    let formats =
      ["jsonl", "csv", "markdown"] + (command.contains("--bucket") ? [] : ["prometheus"])
    for format in formats {
      #expect(try rows(format) == expected, "\(format), FLOWAUDIT_SEED=\(Seed.ofRun)")
    }
  }
}
