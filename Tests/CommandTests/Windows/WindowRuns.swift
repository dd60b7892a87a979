import Foundation
import TestSupport
import Testing

/// Runs of `export --state` over windows of a log, each at the time of day at which it would be.
final class WindowRuns {
  let directory: TemporaryDirectory
  private let log: WindowLog
  private let more: [String]
  private(set) var fedCount = 0
  /// All that any window held, by its place in the log.
  private var covered: [Int: WindowLog.Line] = [:]

  init(_ log: WindowLog, _ more: [String] = []) throws {
    directory = try TemporaryDirectory()
    self.log = log
    self.more = more
  }

  var state: String {
    directory.path + "/state"
  }

  var textfile: String {
    directory.path + "/flowaudit.prom"
  }

  var arguments: [String] {
    ["export", "--state", state, "--textfile", textfile] + more
  }

  /// The window of a run: what lies within `span` nanoseconds before `now`, the first so many lines of it.
  func window(at now: Int64, span: Int64, first count: Int = .max) -> ArraySlice<WindowLog.Line> {
    log.lines(from: now - span, to: now).prefix(count)
  }

  /// Runs over a window; gives how it ended.
  @discardableResult
  func run(
    at now: Int64, _ window: ArraySlice<WindowLog.Line>, _ more: String...
  ) throws -> ChildProcess.Outcome {
    let outcome = try start(at: now, window, more).outcome()
    note(window)
    return outcome
  }

  /// Starts a run over a window, which is not taken for counted yet.
  func start(
    at now: Int64, _ window: ArraySlice<WindowLog.Line>, _ more: [String] = [],
    environment: [String: String] = [:]
  ) throws -> ChildProcess {
    try Binary.start(
      arguments + more, input: .bytes(WindowLog.text(window)),
      environment: FakeTime.at(now).merging(environment) { _, given in given })
  }

  private func note(_ window: ArraySlice<WindowLog.Line>) {
    fedCount += window.count
    for index in window.indices {
      covered[index] = window[index]
    }
  }

  /// Distinct lines that the windows held.
  var coveredCount: Int {
    covered.count
  }

  /// The nodes that the windows named in flows.
  var nodeCount: Int {
    Set(covered.values.filter { $0.bytes.starts(with: "{\"flow\"".utf8) }.map(\.node)).count
  }

  func counters() throws -> Counters {
    try Counters(String(contentsOfFile: textfile, encoding: .utf8))
  }

  /// What the executable rules count in all that the windows held.
  func expectation() throws -> Expectation {
    let lines = covered.sorted { $0.key < $1.key }.map(\.value)
    return try .ofTheRules(over: WindowLog.text(lines), in: directory)
  }
}

/// The time of day that a program sees, by libfaketime.
enum FakeTime {
  private static let library =
    (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib"))?
    .map { "/usr/lib/\($0)/faketime/libfaketime.so.1" }
    .first { FileManager.default.fileExists(atPath: $0) }

  /// The environment of a program that runs at a moment, in nanoseconds since 1970: for it no time passes.
  static func at(_ time: Int64) throws -> [String: String] {
    let library = try #require(library, "no libfaketime: scripts/setup --tests")
    let text = String(WindowLog.text(of: time).prefix(19)).replacing("T", with: " ")
    return [
      "LD_PRELOAD": library, "FAKETIME": text, "DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1",
    ]
  }
}
