import Foundation
import TestSupport
import Testing

/// A file that others change while it is read.
@Suite struct ChangingFileTests {
  /// What happens to a followed log in the midst of a run.
  enum Event: String, CaseIterable {
    case copytruncate, rename, packing

    func command(_ log: LiveLog, _ next: String) -> String {
      let rotated = log.directory.path(of: "events-2026-05-11T10-00-00.000.log")
      let event =
        switch self {
        case .copytruncate: FaultyLog.copytruncate(log)
        case .rename: "mv '\(log.path)' '\(rotated)'"
        case .packing: "gzip -c '\(log.path)' > '\(rotated).gz' && rm '\(log.path)'"
        }
      return "\(event); cat '\(next)' >> '\(log.path)'"
    }
  }

  @Test(
    "a log that is rotated before any call on it: each line once", arguments: Event.allCases,
    [30, 400])
  func rotation(event: Event, nextCount: Int) throws {
    let sample = try FaultyLog(.growth)
    let calls = try Fault.calls(path: "events", in: sample.log.directory) { try sample.run($0) }
    for call in Scale.drawn(1...calls.count, inCI: calls.count / 2) {
      let log = try FaultyLog(.growth)
      let next = log.lineCount..<(log.lineCount + nextCount)
      let file = try log.log.directory.file("next", FaultyLog.lines(next).utf8)
      let outcome = try log.run(
        try Fault("*", when: "\(call)", path: "events", doing: event.command(log.log, file))
          .environment)
      log.note(nextCount)
      let place: Comment = "before call \(call), \(calls[call - 1]): \(outcome.errorText)"
      #expect(try log.complaints(about: outcome, "", mayLag: true) == [], place)
    }
  }

  @Test(
    "a log that is cut while a report reads it is status 3, with how much there was",
    arguments: ["1", "4"])
  func cut(threads: String) throws {
    let directory = try TemporaryDirectory()
    let text = FaultyLog.lines(0..<40_000)
    for read in [1, 3, 5] {
      let path = try directory.file("l.log", text)
      let outcome = try Binary.start(
        ["drops", "--threads", threads, path], input: .none,
        environment: try Fault(
          "pread", when: "\(read + 1)", path: "l.log", doing: "truncate -s 300001 '\(path)'"
        ).environment
      ).outcome()
      #expect(outcome.status == .exited(3), "read \(read)")
      #expect(
        outcome.errorText.contains(
          "ends at byte 300001, though it had \(text.utf8.count) bytes when it was opened"),
        "read \(read): \(outcome.errorText)")
    }
  }
}
