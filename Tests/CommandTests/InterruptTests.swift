import Foundation
import Glibc
import TestSupport
import Testing

/// Ctrl-C: the first prints the result so far, the second leaves at once.
@Suite struct InterruptTests {
  /// 38 drops in less than a pipe holds.
  private static func log() throws -> [UInt8] {
    try Fixture.bytes("flows/pairing.jsonl")
  }

  /// Runs the program on a log whose end does not come, and interrupts it once it has read all there is.
  private static func outcome(
    interrupting arguments: [String], reading log: [UInt8]
  ) throws -> ChildProcess.Outcome {
    let child = try Binary.start(arguments, input: .heldOpen(log))
    #expect(child.hasReadItsInput(expecting: log.count, within: .seconds(30)))
    usleep(300_000)
    child.send(SIGINT)
    let outcome = child.outcome(within: .seconds(30))
    child.closeInput()
    #expect(outcome.status == .exited(130))
    return outcome
  }

  @Test("the first interrupt ends a waiting read: the result so far, marked, status 130")
  func firstInterrupt() throws {
    let outcome = try Self.outcome(
      interrupting: ["drops", "--output", "json"], reading: Self.log())
    let answer = try Answer(outcome)
    #expect(answer.interrupted == true)
    #expect(answer.lineCount("flow") == 58)
    #expect(answer.total.drops == 38)
  }

  @Test("an interrupted table says that it is not the whole answer")
  func interruptedTable() throws {
    let outcome = try Self.outcome(interrupting: ["drops"], reading: Self.log())
    #expect((outcome.text + outcome.errorText).contains("INTERRUPTED"))
    #expect(outcome.text.contains("POLICY_DENIED"))
  }

  @Test("a line whose end was still to come does not count as malformed when interrupted")
  func interruptedInALine() throws {
    let log = try Self.log() + [UInt8](#"{"flow":{"verd"#.utf8)
    let outcome = try Self.outcome(interrupting: ["drops", "--output", "json"], reading: log)
    let answer = try Answer(outcome)
    #expect(answer.lineCount("flow") == 58)
    #expect(answer.lineCount("malformed") == 0)
  }

  @Test("the second interrupt leaves at once, even when nobody reads the answer")
  func secondInterrupt() throws {
    let arguments = [
      "flows", "--output", "json", "--by", "source-pod,destination-pod,source-port",
      "flows/full-20k.jsonl.gz", "-",
    ]
    let child = try Binary.start(arguments, input: .heldOpen([]))
    usleep(1_500_000)
    child.send(SIGINT)
    usleep(1_000_000)
    child.send(SIGINT)
    usleep(500_000)
    let outcome = child.outcomeUnread()
    child.closeInput()
    #expect(outcome.status == .exited(130) || outcome.status == .killed(signal: SIGINT))
  }
}
