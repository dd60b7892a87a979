import FlowState
import Foundation
import TestSupport
import Testing

/// A state in which a newer version has counted more than this one knows.
@Suite struct NewerStateTests {
  private static let newer = [
    #"counter sync_failures series 7 "1778480200500000000" "payments" "caf\xc3\xa9""#,
    #"counter sync_failures suppressed 3"#,
    #"family hubble_quic_total new 1778480200500000000 12 "0" 3 1 2 3 "a b" "\x41""#,
    #"partial 1 2 - "the rest" of_a_line"#,
    "partial",
    #"counter sync_failures series 9 "" "" "x""#,
  ]

  /// Puts lines into a state, behind others and before them, as a newer version may.
  private func add(_ lines: [String], to path: String) throws {
    var old = try Self.lines(path)
    old.removeLast()
    let middle = try #require(old.firstIndex { $0.hasPrefix("counter ") })
    old.insert(contentsOf: lines.prefix(2), at: middle)
    try write(old + lines.dropFirst(2), to: path)
  }

  private func write(_ lines: [String], to path: String) throws {
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    let end = "end \(Digest(bytes).value)\n".utf8
    try Data(bytes + end).write(to: URL(filePath: path))
  }

  private static func lines(_ path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  private static func isNewer(_ line: String) -> Bool {
    ["counter sync", "family hubble_quic", "partial"].contains { line.hasPrefix($0) }
  }

  /// How often each keyword is there in the lines that this version knows.
  private func keywords(_ path: String) throws -> [String: Int] {
    let known = try Self.lines(path).filter { !Self.isNewer($0) }
    return Dictionary(grouping: known) { String($0.prefix { $0 != " " }) }.mapValues(\.count)
  }

  @Test("its lines are kept byte for byte, and what is known is counted on, as without them")
  func kept() throws {
    let (log, twin) = (try LiveLog(), try LiveLog())
    for one in [log, twin] {
      try one.append(StateTests.part(0..<2000))
      #expect(try one.export().status == .exited(0))
    }
    try add(Self.newer, to: log.state)
    for part in 1..<4 {
      for one in [log, twin] {
        try one.append(StateTests.part(part * 2000..<(part + 1) * 2000))
        let outcome = try one.export()
        #expect(outcome.status == .exited(0))
        #expect(outcome.errorText == "")
      }
      #expect(try Self.lines(log.state).filter(Self.isNewer) == Self.newer)
      #expect(try keywords(log.state) == keywords(twin.state))
    }
    #expect(try keywords(log.state)["waiting"] ?? 0 > 0)
    for one in [log, twin] {
      try one.appendFlush()
      try one.export()
      try one.export()
    }
    #expect(try log.counters().differences(from: log.expectation()) == [])
    #expect(try log.counters().values == twin.counters().values)
  }

  @Test("they are kept beside the windows of a pipe, too")
  func windows() throws {
    let directory = try TemporaryDirectory()
    let state = directory.path + "/state"
    func export() throws -> ChildProcess.Outcome {
      try Binary.run(
        ["export", "--state", state, "--window", "1h", "-"],
        input: .bytes(StateTests.part(0..<500)))
    }
    #expect(try export().status == .exited(0))
    let before = try keywords(state)
    try add(Self.newer, to: state)
    for _ in 0..<2 {
      #expect(try export().status == .exited(0))
      #expect(try Self.lines(state).filter(Self.isNewer) == Self.newer)
      #expect(try keywords(state) == before)
    }
    #expect(before["lines"] ?? 0 > 0)
  }

  @Test("doctor finds nothing wrong with it")
  func doctor() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    try log.export()
    try add(Self.newer, to: log.state)
    let outcome = try Binary.run("doctor", "--state", log.state)
    #expect(outcome.text.contains("is whole"))
  }

  static let damages = [
    (#"counter drops new 1 """#, "a 'counter' line does not have as many labels as its family"),
    (
      #"counter flows series x "" "DROPPED""#,
      "a 'counter' line has other text where a count is expected"
    ),
    ("counter", "a 'counter' line has too few values"),
    (
      #"family hubble_drop_total series 1 1 "0" 5 "TCP" "A""#,
      "a 'family' line has a wrong number of buckets, or a sum that is not a number"
    ),
    (#"clock third "n" 1"#, "a 'clock' line names an unknown list"),
    (#"partial "cut"#, "a quoted text has no closing quote"),
  ]

  @Test("a line that is known and damaged is refused, the state left as it is", arguments: damages)
  func damage(line: String, reason: String) throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    try log.export()
    try write(try Self.lines(log.state).dropLast() + [line], to: log.state)
    let before = try Data(contentsOf: URL(filePath: log.state))
    let outcome = try log.export()
    #expect(outcome.status == .exited(5))
    #expect(
      outcome.errorText
        == "flowaudit: state \(log.state) cannot be used: \(reason); --reset-state starts over\n")
    #expect(try Data(contentsOf: URL(filePath: log.state)) == before)
  }
}
