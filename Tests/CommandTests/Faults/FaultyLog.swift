import Foundation
import TestSupport

/// A log over which `export --state` runs, one run of which meets a fault: what it says, and what the runs behind it count.
///
/// Its drops wait for no partner, so that all of them are counted at once.
final class FaultyLog {
  /// What was done to the log since the last run.
  enum Change: String, CaseIterable {
    /// There was no run before.
    case first
    case growth, rename
    /// Renamed and packed.
    case packing
    case copytruncate
    /// As `rename`, of a log that is named by a link in another directory.
    case link
    /// What a command prints: windows that overlap.
    case windows
  }

  let log: LiveLog
  /// Counters that went back, files that were not whole.
  private(set) var faults: [String] = []
  private(set) var lineCount = 0
  private let change: Change
  private var earlier: Counters?

  /// The log as the run finds it that meets a fault; `line`, if any, stands among what it has not read yet.
  init(_ change: Change, between line: String = "") throws {
    log = try LiveLog()
    self.change = change
    if change == .link {
      symlink(log.path, log.directory.path(of: "link.log"))
    }
    try grow(100)
    guard change != .first else {
      return
    }
    _ = try run()
    try grow(50)
    if !line.isEmpty {
      try log.append(line.utf8)
      lineCount += 1
      try grow(30)
    }
    switch change {
    case .first, .growth, .windows: return
    case .rename, .link: try log.rotate()
    case .packing: try log.pack(log.rotate())
    case .copytruncate: _ = try Tool.run("sh", ["-c", Self.copytruncate(log)])
    }
    try grow(30)
  }

  /// What logrotate does with `copytruncate`.
  static func copytruncate(_ log: LiveLog) -> String {
    "cp '\(log.path)' '\(log.path).1' && truncate -s 0 '\(log.path)'"
  }

  /// Lines that were not there before.
  static func lines(_ numbers: Range<Int>) -> String {
    numbers.map { number in
      let time = String(
        format: "2026-05-11T10:%02d:%02d.%09dZ", number / 60_000, number / 1000 % 60, number)
      let flow = """
        {"time":"\(time)","uuid":"u\(number)","verdict":"DROPPED","drop_reason_desc":"FIB_LOOKUP_FAILED",\
        "source":{"namespace":"ns\(number % 5)"},"destination":{"namespace":"db"},"node_name":"n1",\
        "event_type":{"type":1,"sub_type":169},"traffic_direction":"INGRESS"}
        """
      return #"{"flow":\#(flow),"node_name":"n1","time":"\#(time)"}"# + "\n"
    }.joined()
  }

  func grow(_ count: Int) throws {
    try log.append(Self.lines(lineCount..<(lineCount + count)).utf8)
    lineCount += count
  }

  /// Notes lines that something else has added.
  func note(_ count: Int) {
    lineCount += count
  }

  var arguments: [String] {
    let options = ["export", "--state", log.state, "--textfile", log.textfile]
    return switch change {
    case .first, .growth, .rename, .packing, .copytruncate: options + [log.path]
    case .link: options + [log.directory.path(of: "link.log")]
    case .windows: options + ["--window", "1h", "--", "cat", log.path]
    }
  }

  @discardableResult
  func run(_ environment: [String: String] = [:]) throws -> ChildProcess.Outcome {
    let outcome = try Binary.start(
      arguments, input: .none, directory: log.directory.path, environment: environment
    ).outcome(within: .seconds(60))
    guard FileManager.default.fileExists(atPath: log.textfile) else {
      faults += earlier == nil ? [] : ["the .prom file is gone"]
      return outcome
    }
    let counters = try log.counters()
    faults += earlier.map { counters.setbacks(since: $0) } ?? []
    earlier = counters
    return outcome
  }

  /// Flow lines that the .prom file counts, and whether it says that the run was a success.
  func counted() throws -> (lines: Int, success: Bool) {
    guard FileManager.default.fileExists(atPath: log.textfile) else {
      return (0, false)
    }
    let text = try log.directory.text("flowaudit.prom")
    return (
      try Counters(text).values("lines", by: "result")["flow"] ?? 0,
      text.contains("\nflowaudit_last_run_success 1\n")
    )
  }

  /// What is wrong with a run that met a fault, and with clean runs behind it, with growth between them.
  ///
  /// Where lines came while it ran it may have left them to the next.
  func complaints(
    about outcome: ChildProcess.Outcome, _ cause: String, mayLag: Bool = false
  ) throws -> [String] {
    var found: [String] = []
    let (lines, success) = try counted()
    switch outcome.status {
    case .exited(0):
      if success && lines < lineCount && outcome.errorText.isEmpty && !mayLag {
        found.append("silent: \(lines) of \(lineCount) lines, and success")
      }
    case .exited(2), .exited(3), .exited(4), .exited(5):
      found += outcome.errorText.contains(cause) ? [] : ["it said: \(outcome.errorText)"]
      found += success && outcome.status == .exited(3) ? ["status 3, and success"] : []
    case .exited, .killed, .timedOut: found.append("\(outcome.status): \(outcome.errorText)")
    }
    for _ in 0..<2 {
      let clean = try run()
      found +=
        clean.status == .exited(0) && clean.errorText == ""
        ? [] : ["a clean run: \(clean.status) \(clean.errorText)"]
      try grow(20)
    }
    try run()
    let end = try counted()
    found += end.lines == lineCount ? [] : ["\(end.lines) lines, want \(lineCount)"]
    found += try log.counters().sum("gaps") == 0 ? [] : ["a gap"]
    let left = try log.directory.names.filter { $0.hasSuffix(".tmp") }
    return found + faults + (left.isEmpty ? [] : ["left: \(left)"])
  }
}
