import Foundation
import TestSupport
import Testing

/// The fault matrix, `scripts/check-faults`: a sample of it, and all kills of three scenes.
@Suite struct FaultMatrixTests {
  private func matrix(_ arguments: [String]) throws -> ChildProcess.Outcome {
    try Tool.attempt(
      Tool.python,
      [Fixture.root + "Tests/Faults/matrix.py", Binary.path, try Fault.library.get()] + arguments,
      within: .seconds(1800))
  }

  @Test(
    "a call that fails, a rotation before it, a kill: exact, nothing back, whole, named, told; cells of drawn rows"
  )
  func sample() throws {
    let outcome = try matrix([
      "--rows", String(Scale.faultRows), "--sample", String(Scale.faults),
      "--seed", String(Seed.ofRun),
    ])
    #expect(outcome.status == .exited(0), "\(outcome.text)\(outcome.errorText)")
    #expect(outcome.text.contains("\n\(Scale.faultRows) rows, "))
    #expect(outcome.text.contains(" 0 failed, "))
  }

  @Test(
    "killed before any call that it makes, no run loses or doubles a line, or leaves anything behind",
    arguments: ["first", "growth", "packing"])
  func kills(scene: String) throws {
    let outcome = try matrix([scene, "(killed)"])
    #expect(outcome.status == .exited(0), "\(outcome.text)\(outcome.errorText)")
    #expect(outcome.text.contains("\n1 rows, "))
  }
}
