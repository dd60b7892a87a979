import Foundation
import TestSupport
import Testing

/// A plain log is read or mapped: the answer, the messages and the status are the same.
@Suite struct MappingTests {
  /// What stands among the lines of a log, and at its ends.
  enum Oddity: String, CaseIterable {
    case nothing, byteOrderMark, containerPrefixes, document, longLine, badLine, noLineFeed

    func log(of lines: Data) -> Data {
      let middle = lines[..<(lines.count / 2)].lastIndex(of: 10).map { $0 + 1 } ?? 0
      let (front, behind) = (lines[..<middle], lines[middle...])
      switch self {
      case .nothing: return lines
      case .byteOrderMark: return Data([0xEF, 0xBB, 0xBF]) + lines
      case .containerPrefixes: return front + Self.prefixed(behind.prefix(1 << 16)) + behind
      case .document: return front + Self.document(behind) + behind
      case .longLine: return front + Data(repeating: 0x20, count: 600_000) + Data([10]) + behind
      case .badLine: return front + Data("{\"flow\":\n\n]".utf8) + behind
      case .noLineFeed: return lines.dropLast()
      }
    }

    private static func prefixed(_ lines: Data) -> Data {
      var text = Data()
      for line in lines.split(separator: 10).dropLast() {
        text += Data("2026-05-11T06:00:00.000000000Z stdout F ".utf8) + line + Data([10])
      }
      return text
    }

    private static func document(_ lines: Data) -> Data {
      let line = String(decoding: lines.prefix { $0 != 10 }, as: UTF8.self)
      return Data((line.replacing("\"verdict\"", with: "\n  \"verdict\"") + "\n").utf8)
    }
  }

  @Test("mapped wherever that can be, or read: the same answer", arguments: Oddity.allCases)
  func ways(oddity: Oddity) throws {
    let text = try Fixture.unpacked("flows/full-20k.jsonl.gz").prefix(20 << 20)
    let whole = text.prefix(through: try #require(text.lastIndex(of: 10)))
    let directory = try TemporaryDirectory()
    let log = try directory.restingFile("events.log", oddity.log(of: Data(whole)))
    for command in [["drops", "-o", "json"], ["flows", "-o", "csv", "--by", "verdict,reason"]] {
      for threads in ["1", "3"] {
        let outcomes = try ["0", "1", ""].map { map in
          try Binary.start(
            command + ["--threads", threads, log], input: .none,
            environment: ["FLOWAUDIT_MAP": map]
          ).outcome(within: .seconds(120))
        }
        for outcome in outcomes {
          #expect(outcome.text.count > 100)
          #expect(outcome.text == outcomes[0].text, "\(command), \(threads) threads")
          #expect(outcome.errorText == outcomes[0].errorText)
          #expect(outcome.status == outcomes[0].status)
        }
      }
    }
  }

  /// What becomes of a log while it is read, and what is said of it.
  enum Change: String, CaseIterable {
    case cut, grown, overwritten

    func command(_ log: String) -> String {
      switch self {
      case .cut: "truncate -s 1000001 '\(log)'"
      case .grown: "tail -n 1 '\(log)' >>'\(log)'"
      case .overwritten: "printf x | dd of='\(log)' seek=2000000 bs=1 conv=notrunc status=none"
      }
    }

    func message(_ log: String, _ byteCount: Int) -> String {
      switch self {
      case .cut:
        "flowaudit: \(log): ends at byte 1000001, though it had \(byteCount) bytes when it was opened: it was cut or replaced while it was read\n"
      case .grown, .overwritten:
        "flowaudit: warning: \(log) was written to while it was read: it was read once more, from its beginning\n"
      }
    }
  }

  @Test(
    "a mapped log that is written to under way is read once more: what is lost is status 3, all else is told",
    arguments: Change.allCases)
  func change(change: Change) throws {
    let directory = try TemporaryDirectory()
    let text = try Fixture.unpacked("flows/full-20k.jsonl.gz").prefix(12 << 20)
    let whole = text.prefix(through: try #require(text.lastIndex(of: 10)))
    let log = try directory.restingFile("events.log", whole)
    // The looks at the file behind its blocks come behind those that open it.
    let fault = Fault("fstat", when: "25", path: "events.log", doing: change.command(log))
    let outcome = try Binary.run(
      "drops", "-o", "json", "--threads", "1", log,
      environment: try fault.environment.merging(["FLOWAUDIT_MAP": "1"]) { $1 })
    let after = try Binary.run("drops", "-o", "json", "--threads", "1", log)
    #expect(outcome.status == .exited(change == .cut ? 3 : 0))
    #expect(outcome.errorText.hasPrefix(change.message(log, whole.count)), "\(outcome.errorText)")
    #expect(Self.counts(outcome.text) == Self.counts(after.text))
    #expect(after.text.count > 1000)
  }

  @Test(
    "a trap over text that was written to begins the program anew, and no other does",
    arguments: [true, false])
  func trap(isWritten: Bool) throws {
    let directory = try TemporaryDirectory()
    let text = try Fixture.unpacked("flows/full-20k.jsonl.gz").prefix(12 << 20)
    let whole = text.prefix(through: try #require(text.lastIndex(of: 10)))
    let log = try directory.restingFile("events.log", whole)
    let write = isWritten ? "touch '\(log)'; " : ""
    let fault = Fault("fstat", when: "25", path: "events.log", doing: write + "kill -ILL $PPID")
    let arguments = ["drops", "-o", "json", "--threads", "1", log]
    let before = try Binary.run(arguments)
    let outcome = try Binary.start(
      arguments, input: .none,
      environment: try fault.environment.merging(["FLOWAUDIT_MAP": "1"]) { $1 }
    ).outcome(within: .seconds(60))
    #expect(outcome.errorText.contains("read once more") == isWritten)
    guard isWritten else {
      return
    }
    #expect(outcome.status == .exited(0))
    #expect(outcome.text == before.text)
    #expect(outcome.errorText.hasPrefix(Change.grown.message(log, whole.count)))
  }

  /// An answer without its notes of what was not read.
  private static func counts(_ text: String) -> [String] {
    text.split(separator: "\n").filter { !$0.hasPrefix("\"notes\"") }.map(String.init)
  }

  @Test(
    "a log that is written to at any moment: what it had before or what it has then, never a crash"
  )
  func anyMoment() throws {
    var random = SeededNumbers(ofRun: 0)
    let directory = try TemporaryDirectory()
    let text = try Fixture.unpacked("flows/full-20k.jsonl.gz").prefix(3 << 20)
    let whole = text.prefix(through: try #require(text.lastIndex(of: 10)))
    for round in 0..<Scale.rounds(10_000, inCI: 20) {
      let log = try directory.restingFile("events.log", whole)
      let arguments = ["drops", "-o", "json", "--threads", "\(1 + round % 2)", log]
      let before = try Binary.run(arguments)
      let child = try Binary.start(arguments, input: .none, environment: ["FLOWAUDIT_MAP": "1"])
      usleep(UInt32(random.below(15_000)))
      let file = try #require(FileHandle(forUpdatingAtPath: log))
      let place = UInt64(random.below(whole.count))
      if round % 3 == 0 {
        try file.truncate(atOffset: place)
      } else {
        try file.seek(toOffset: place)
        try file.write(contentsOf: Data(repeating: round % 3 == 1 ? 0 : 0x22, count: 3))
      }
      try file.close()
      let outcome = child.outcome(within: .seconds(60))
      let after = try Binary.run(arguments)
      let note: Comment = "FLOWAUDIT_SEED=\(Seed.ofRun), round \(round): \(outcome.errorText)"
      #expect([.exited(0), .exited(3)].contains(outcome.status), note)
      let answers = [before, after].map { Self.counts($0.text) }
      #expect(
        answers.contains(Self.counts(outcome.text))
          || round % 3 == 0 && outcome.status == .exited(3),
        note)
    }
  }

  @Test("FLOWAUDIT_MAP is 0 or 1")
  func wrongValue() throws {
    let outcome = try Binary.run(
      "drops", "flows/mixed.jsonl", environment: ["FLOWAUDIT_MAP": "yes"])
    #expect(outcome.status == .exited(2))
    #expect(
      outcome.errorText == """
        flowaudit: FLOWAUDIT_MAP: yes is neither 0 nor 1: set 0 to read all files, 1 to map small ones, too
        try 'flowaudit --help'

        """)
  }
}
