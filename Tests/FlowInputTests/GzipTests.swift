import Foundation
import TestSupport
import Testing

@testable import FlowInput

@Suite struct GzipTests {
  private let text = Array(
    "first line\nsecond line, again second line\nthird\nlast without LF".utf8)

  /// What a file of these bytes gives, its text joined again, and its problem.
  private func read(_ bytes: [UInt8], blockByteCount: Int = 1 << 18, _ way: GzipWay) throws
    -> (text: [UInt8], problem: InputProblem.Cause?)
  {
    let directory = try TemporaryDirectory()
    let seen = drain(try directory.input([bytes]), blockByteCount: blockByteCount, way)
    var problem: InputProblem.Cause?
    if case .problem(let last) = seen.last {
      problem = last.cause
    }
    let lines = seen.compactMap(\.line)
    #expect(lines.count + (problem == nil ? 0 : 1) == seen.count)
    return (Array(lines.joined(separator: [10])), problem)
  }

  /// Text as lines have it: without the last LF.
  private func joined(_ text: [UInt8]) -> [UInt8] {
    text.last == 10 ? text.dropLast() : text
  }

  private func kind(_ cause: InputProblem.Cause?) -> GzipEnd? {
    switch cause {
    case nil: .whole
    case .gzipCut: .cut
    case .gzipDamaged: .damaged
    case .gzipTrailingBytes: .trailing
    default: nil
    }
  }

  @Test(
    "a file cut anywhere gives what zlib decodes of it, and says where it ends",
    arguments: GzipWay.all)
  func cutAnywhere(_ way: GzipWay) throws {
    let packed = gzip(text) + gzip(text, level: 0) + gzip([]) + gzip(text)
    for count in 2..<packed.count {
      let prefix = Array(packed.prefix(count))
      let expected = zlibText(of: prefix)
      let (text, problem) = try read(prefix, blockByteCount: 1 + count % 90, way)
      #expect(text == joined(expected.text), "cut at \(count)")
      #expect(kind(problem) == expected.end, "cut at \(count)")
      if expected.end == .cut {
        #expect(
          problem
            == .gzipCut(
              compressedOffset: Int64(count), decodedOffset: Int64(expected.text.count)))
      }
    }
  }

  @Test("one byte of a gzip file is text, two are a file that is cut", arguments: GzipWay.all)
  func magicBytes(_ way: GzipWay) throws {
    #expect(try read([0x1f], way).problem == nil)
    #expect(try read([0x1f], way).text == [0x1f])
    #expect(try read([0x1f, 0x8b], way).problem == .gzipCut(compressedOffset: 2, decodedOffset: 0))
    #expect(try read([0x1f, 0x8b], way).text == [])
  }

  @Test("a changed byte gives what zlib decodes before it notices", arguments: GzipWay.all)
  func damagedAnywhere(_ way: GzipWay) throws {
    let packed = gzip(text) + gzip(text)
    for index in 2..<packed.count {
      for change: UInt8 in [0x01, 0x80, 0xff] {
        var damaged = packed
        damaged[index] ^= change
        let expected = zlibText(of: damaged)
        let (text, problem) = try read(damaged, way)
        #expect(text == joined(expected.text), "byte \(index) changed by \(change)")
        #expect(kind(problem) == expected.end, "byte \(index) changed by \(change)")
      }
    }
  }

  @Test(
    "a wrong checksum and a wrong length are damage behind the whole text",
    arguments: GzipWay.all)
  func wrongTrailer(_ way: GzipWay) throws {
    let packed = gzip(text)
    for (fromEnd, reason) in [(8, "incorrect data check"), (1, "incorrect length check")] {
      var damaged = packed
      damaged[packed.count - fromEnd] ^= 1
      let (found, problem) = try read(damaged, way)
      #expect(found == text)
      guard case .gzipDamaged(let offset, let decoded, let zlibReason) = problem else {
        Issue.record("\(String(describing: problem))")
        continue
      }
      #expect((packed.count - 8...packed.count).contains(Int(offset)))
      #expect(decoded == Int64(text.count))
      #expect(zlibReason == reason)
    }
  }

  @Test("zeros behind a member are padding, also before another member", arguments: GzipWay.all)
  func padding(_ way: GzipWay) throws {
    let packed = gzip(Array("a\nb".utf8))
    let zeros = [UInt8](repeating: 0, count: 300_000)
    let (text, problem) = try read(packed + zeros + packed + [0], way)
    #expect(problem == nil)
    #expect(text == Array("a\nba\nb".utf8))
  }

  @Test(
    "other bytes behind a member are told with their offset",
    arguments: [[0x61], [0x1f, 0x61], [0, 0, 0x62], [0x8b, 0x1f], [0x1f, 0x8a, 0]] as [[UInt8]],
    GzipWay.all)
  func trailingBytes(_ bytes: [UInt8], _ way: GzipWay) throws {
    let packed = gzip(text)
    let (found, problem) = try read(packed + bytes, way)
    #expect(found == text)
    let zeros = bytes.prefix { $0 == 0 }.count
    #expect(problem == .gzipTrailingBytes(offset: Int64(packed.count + zeros)))
  }

  @Test("the first byte of a member alone is a cut member", arguments: GzipWay.all)
  func cutMagic(_ way: GzipWay) throws {
    let packed = gzip(text) + [0x1f]
    #expect(
      try read(packed, way).problem
        == .gzipCut(compressedOffset: Int64(packed.count), decodedOffset: Int64(text.count)))
  }

  @Test("an empty member is no line", arguments: GzipWay.all)
  func emptyMembers(_ way: GzipWay) throws {
    let directory = try TemporaryDirectory()
    #expect(drain(try directory.input([gzip([]) + gzip([])]), way) == [])
  }

  @Test(
    "large members, at any distance from the ends of chunks", arguments: [0, 7, 77], GzipWay.all)
  func largeMembers(_ seed: UInt64, _ way: GzipWay) throws {
    var generator = SeededNumbers(seed)
    var (packed, expected) = ([UInt8](), [UInt8]())
    for _ in 0..<6 {
      let count = Int.random(in: 0...300_000, using: &generator)
      let part = (0..<count).map { _ in UInt8.random(in: 10...100, using: &generator) }
      packed += gzip(part)
      expected += part
    }
    let (text, problem) = try read(packed, blockByteCount: 5000, way)
    #expect(problem == nil)
    #expect(text == joined(expected), "seed \(seed)")
  }

  @Test("gzip is known by its bytes when they come one at a time")
  func pipe() {
    let pipe = FilledPipe(gzip(Array("a\nb\n".utf8))) { _ in 1 }
    #expect(drain(pipe.input).compactMap(\.line) == [[0x61], [0x62]])
  }

  @Test("a file that gzip itself wrote is read", arguments: GzipWay.all)
  func gzipProgram(_ way: GzipWay) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.file("x.log", text)
    _ = try Tool.run("gzip", [path])
    let seen = drain(Input(.path(InputPath(path + ".gz"))), way)
    #expect(Array(seen.compactMap(\.line).joined(separator: [10])) == text)
    #expect(seen.count == 4)
  }
}
