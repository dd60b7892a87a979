import FlowAnswer
import FlowMetrics
import FlowOutput
import FlowTally

/// The .prom file itself: that it is there, can be read by node_exporter, is fresh, and what its last run says.
struct TextfileCheck {
  private let path: String
  private let now: Double

  init(_ path: String, now: Timestamp) {
    self.path = path
    self.now = Double(now.nanoseconds) / 1e9
  }

  var results: [CheckResult] {
    do throws(OutputError) {
      guard let facts = try FileFacts(path) else {
        return [.warning(.textfile, "\(path) is not there yet: run export once")]
      }
      guard facts.kind == .regular else {
        return [.problem(.textfile, "\(path) is not a regular file: give another --textfile")]
      }
      var health = RunHealth()
      let bytes = try TextfileBytes(path)
      while case let piece = try bytes.next(), !piece.isEmpty {
        health.take(piece)
      }
      let results = ages(facts, health) + outcome(health)
      return results.isEmpty
        ? [.fine(.textfile, "\(path): the last run succeeded, \(age(health.lastRun ?? now)) ago")]
        : results
    } catch {
      return [.problem(.textfile, "\(error)")]
    }
  }

  private func ages(_ facts: FileFacts, _ health: RunHealth) -> [CheckResult] {
    let written = Double(facts.modificationTime)
    if written - now > 60 {
      return [
        .warning(.textfile, "\(path) was written in the future: was the clock set back?")
      ]
    }
    guard now - written <= Age.limit else {
      return [
        .problem(
          .textfile,
          "\(path) was written \(age(written)) ago: is the timer, the cron job or the "
            + "unit of export still running?")
      ]
    }
    guard let lastRun = health.lastRun else {
      return [
        .problem(
          .textfile, "\(path) has no flowaudit_last_run_timestamp_seconds: it is not export's")
      ]
    }
    return now - lastRun > Age.limit
      ? [.problem(.textfile, "the last run of \(path) began \(age(lastRun)) ago")] : []
  }

  private func outcome(_ health: RunHealth) -> [CheckResult] {
    guard health.wasSuccessful == false else {
      return []
    }
    let since =
      health.lastSuccess.map { "the last one that succeeded was \(age($0)) ago" }
      ?? "none has succeeded yet"
    return [
      .problem(
        .textfile,
        "the last run failed, \(since): see what export says, and the reasons of "
          + "flowaudit_window_query_errors or flowaudit_query_errors_total")
    ]
  }

  private func age(_ time: Double) -> String {
    Age.text(now - time)
  }
}
