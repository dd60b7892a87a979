import FlowAnswer
import FlowInput
import FlowMetrics
import FlowOutput
import FlowState
import FlowTally
import Glibc

/// The state of `export --state`: that it is there, whole and of this program, of which log it is, whether its runs go on, and
/// that it can be replaced.
struct StateCheck {
  private let path: String
  private let files: [String]
  private let now: Double

  /// The state at a path, and the logs that are named beside it.
  init(_ path: String, files: [String], now: Timestamp) {
    self.path = path
    self.files = files
    self.now = Double(now.nanoseconds) / 1e9
  }

  var results: [CheckResult] {
    let results = access()
    return results.contains { $0.level == .problem } ? results : results + content()
  }

  /// Who runs export makes a new file in the directory, and opens the lock for writing.
  private func access() -> [CheckResult] {
    let directory = TextfileDirectory.parts(of: path).directory
    do throws(OutputError) {
      guard let facts = try FileFacts(directory), facts.kind == .directory else {
        return [
          .warning(
            .state,
            "\(directory) is not a directory: export makes it where the one above it is there")
        ]
      }
      // Unsafe: access reads the C string that Swift lends it for this call.
      if unsafe Glibc.access(directory, W_OK | X_OK) != 0 {
        return [refusal("write into \(directory)", facts)]
      }
      let lock = try FileLock.path(forFileAt: path)
      // Unsafe: as above.
      if let facts = try FileFacts(lock), unsafe Glibc.access(lock, R_OK | W_OK) != 0 {
        return [refusal("open the lock \(lock)", facts)]
      }
      return []
    } catch {
      return [.problem(.state, "\(error)")]
    }
  }

  private func refusal(_ deed: String, _ facts: FileFacts) -> CheckResult {
    .warning(
      .state,
      "user \(geteuid()) may not \(deed) (mode \(String(facts.mode, radix: 8)), owner "
        + "\(facts.user)): run doctor as the user who runs export")
  }

  private func content() -> [CheckResult] {
    do {
      guard let facts = try FileFacts(path) else {
        return [.warning(.state, "\(path) is not there yet: run export --state once")]
      }
      guard facts.kind == .regular else {
        return [.problem(.state, "\(path) is not a regular file: give another --state")]
      }
      let content = try StateContent(try bytes())
      var (counts, records) = (RunningCounts(), [LogRecord]())
      for line in content.lines {
        if let record = try LogRecord(line) {
          records.append(record)
        } else {
          _ = try counts.restore(line)
        }
      }
      let log = content.configuration.first { $0.name == KeptState.logSetting }?.value ?? ""
      return judge(content, counts, StateLog(log, records, state: path))
    } catch let damage as StateDamage {
      return [
        .problem(
          .state,
          "\(path) cannot be used: \(damage.reason): export --reset-state starts over, its counters with 0"
        )
      ]
    } catch {
      return [.problem(.state, "\(error)")]
    }
  }

  private func bytes() throws -> [UInt8] {
    let file = try TextfileBytes(path)
    var bytes: [UInt8] = []
    while case let piece = try file.next(), !piece.isEmpty {
      bytes += piece
      guard bytes.count <= KeptState.maximumByteCount else {
        throw StateDamage("it is larger than \(KeptState.maximumByteCount >> 20) MiB")
      }
    }
    return bytes
  }

  private func judge(
    _ content: StateContent, _ counts: RunningCounts, _ log: StateLog
  ) -> [CheckResult] {
    let isHeld = FileLock.isTaken(forFileAt: path)
    let results = ages(counts, isHeld: isHeld) + outcome(counts) + otherLog(than: log)
    guard results.isEmpty else {
      return results
    }
    let settings = content.configuration.filter {
      !KeptState.isStandard($0) && $0.name != KeptState.logSetting
    }
    .map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    let age = counts.lastRun.map { Age.text(now - seconds($0)) } ?? "0 s"
    return [
      .fine(
        .state,
        "\(path) is whole, of \(log.name)\(settings.isEmpty ? "" : " with \(settings)"); "
          + "its last run began \(age) ago"
          + (isHeld ? ", and one holds it now" : ""))
    ]
  }

  private func ages(_ counts: RunningCounts, isHeld: Bool) -> [CheckResult] {
    guard let lastRun = counts.lastRun.map(seconds) else {
      return []
    }
    if lastRun - now > 60 {
      return [
        .warning(.state, "the last run of \(path) lies in the future: was the clock set back?")
      ]
    }
    guard now - lastRun > Age.limit else {
      return []
    }
    return [
      .problem(
        .state,
        "the last run of \(path) began \(Age.text(now - lastRun)) ago: "
          + (isHeld
            ? "a run holds it and commits nothing; is it stuck?"
            : "is the timer, the cron job or the unit of export still running?"))
    ]
  }

  private func outcome(_ counts: RunningCounts) -> [CheckResult] {
    guard counts.lastRun != nil, !counts.wasSuccessful else {
      return []
    }
    let since =
      counts.lastSuccess.map {
        "the last one that succeeded was \(Age.text(now - seconds($0))) ago"
      }
      ?? "none has succeeded yet"
    return [
      .problem(.state, "the last run of \(path) failed, \(since): see what export says")
    ]
  }

  /// The log is a part of what the counters mean, however it is spelled.
  private func otherLog(than log: StateLog) -> [CheckResult] {
    files.filter { (try? log.isLed(to: $0)) == false }.map { file in
      .warning(
        .state, "\(path) is of \(log.name): an export of \(file) needs another --state")
    }
  }

  private func seconds(_ time: Timestamp) -> Double {
    Double(time.nanoseconds) / 1e9
  }
}
