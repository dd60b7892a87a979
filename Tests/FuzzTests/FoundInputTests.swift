import Foundation
import TestSupport
import Testing

/// The inputs that the fuzzer has found, tried again: Fixtures/fuzz has a folder for each target.
@Suite struct FoundInputTests {
  private static func inputs(of target: FuzzTargetName) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: Fixture.path("fuzz/\(target.rawValue)")
    ).sorted()
  }

  @Test(
    "each input in Fixtures/fuzz gives the same in all ways", arguments: FuzzTargetName.allCases)
  func found(target: FuzzTargetName) throws {
    let names = try Self.inputs(of: target)
    #expect(!names.isEmpty)
    for name in names {
      let input = try Fixture.bytes("fuzz/\(target.rawValue)/\(name)")
      var tried = target.target(isThorough: true)
      do throws(Mismatch) {
        // Twice: what was learned the first time is used the second time.
        try tried.run(input)
        try tried.run(input)
      } catch {
        Issue.record("Fixtures/fuzz/\(target.rawValue)/\(name): \(error)")
      }
    }
  }

  @Test("every folder of Fixtures/fuzz is that of a target")
  func folders() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Fixture.path("fuzz"))
    #expect(Set(folders) == Set(FuzzTargetName.allCases.map(\.rawValue)))
  }

  @Test("a mismatch is thrown where two answers differ")
  func mismatch() {
    let error = #expect(throws: Mismatch.self) { try Mismatch.check(1, 2, "a number") }
    #expect(error?.description == "a number\n  is       1\n  should be 2")
  }

  @Test("the plain decoder takes what RFC 8259 takes")
  func plainDecoder() throws {
    for line in try Fixture.text("conformance/rfc8259.tsv").split(separator: "\n").dropFirst() {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count > 1, !columns[1].contains("\\x") else {
        continue
      }
      let isValid = PlainDecoder.value(Array("{\"x\":\(columns[1])}".utf8)) != nil
      #expect(isValid == (columns[0] == "1"), "\(line)")
    }
  }
}
