import FlowInput
import FlowTally

/// What was found of a log that is read on.
struct LogReading {
  /// Whether there was anything new.
  var hasRead = false
  /// How often lines were lost.
  var gapCount = 0
  /// What was wrong with the log when it was looked at last.
  var problems: [InputProblem] = []

  /// So often a log is looked at again that was rotated while it was read.
  fileprivate static let mostLooks = 10
}

extension SequentialReading {
  /// Reads what is new of a log into a tally that has begun it, and again where it was rotated meanwhile.
  mutating func readOn(
    _ log: inout FollowedLog, of name: String, into tally: inout Tally
  ) -> LogReading {
    var found = LogReading()
    for _ in 0..<LogReading.mostLooks {
      let problemCount = report.problems.count
      let look = log.look()
      let readings = read(look, of: name, into: &tally)
      log.take(look, readings)
      found.gapCount += look.gapCount
      found.problems = look.problems
      found.hasRead = found.hasRead || !look.stretches.isEmpty
      let isDone =
        readings.allSatisfy(\.isWhole) || report.wasInterrupted
        || report.problems.count > problemCount
      if isDone {
        break
      }
    }
    return found
  }
}
