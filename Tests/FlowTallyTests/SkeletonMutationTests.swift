import Foundation
import TestSupport
import Testing

@testable import FlowTally

/// Damaged lines, in blocks with whole ones: `Scale.mutants` lines.
@Suite struct SkeletonMutationTests {
  @Test(
    "a block with damaged lines is judged as LineReader judges it",
    arguments: ["full-20k", "odd-5k", "small"])
  func damaged(name: String) throws {
    var random = SeededNumbers(ofRun: 0)
    let judge = SkeletonJudge()
    let lines = try name == "small" ? Mutation.smallLines : FlowLog.lines(name, count: 300)
    var made = 0
    while made < Scale.mutants {
      let count = Int.random(in: 1...40, using: &random)
      let share = [0.02, 0.2, 1.0].randomElement(using: &random) ?? 1.0
      var block: [UInt8] = []
      for _ in 0..<count {
        var line = lines.randomElement(using: &random) ?? []
        if Double.random(in: 0..<1, using: &random) < share {
          Mutation.damage(&line, using: &random)
        }
        block += line + [UInt8(ascii: "\n")]
      }
      made += count
      judge.expectExact(block, "\(name), seed \(Seed.ofRun), \(made) lines in")
    }
  }
}

/// Ways to damage a line.
enum Mutation {
  static let smallLines = [
    "{\"a\":1}", "{\"a\":[1,2,{\"b\":\"c\"}],\"d\":null}", "{}", "{\"a\":{}}", "{\"a\":[{}]}",
    "{\"a\":\"\\u00e9\\n\\\"x\"}", "{\"k\":\"é\",\"z\":[[],[[]]]}", "{\"a\":\"b\",\"c\":\"d\"}",
    "{\"a\":{\"b\":{\"c\":[1]}},\"x\":[{\"q\":1},{\"q\":2}]}", "{\"a\":[],\"b\":{}}",
    "{\"a\":{\"x\":1},\"b\":[{\"c\":\"d\"},{\"e\":\"f\"}],\"g\":true,\"h\":0,\"i\":-1,\"j\":1e5}",
    "{\"x\":[[\"a\",\"b\"],[\"c\"],{},{\"k\":[null,false]}]}", "{\"x\":[1,-0.5e+3,true,false]}",
    "{\"x\":\"\\ud83d\\ude00 😀€\\\\\"}", "{ \"a\" : [ 1 , 2 ] }\r",
  ].map { Array($0.utf8) }

  private static let structure = Array("{}[]:,\"".utf8)
  private static let bytes =
    Array("{}[]:,\"\\0123456789-+.eEtrufalsn \t\r\u{1}/xb".utf8)
    + [
      0x80, 0xA0, 0xBF, 0xC0, 0xC3, 0xE0, 0xE2, 0xED, 0xF0, 0xF4, 0xF5, 0xFF, 0x7F, 0x00, 0x1F,
      0x0A,
    ]

  static func damage(_ line: inout [UInt8], using random: inout SeededNumbers) {
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0...line.count, using: &random)
      let alphabet = Bool.random(using: &random) ? structure : bytes
      let byte = alphabet.randomElement(using: &random) ?? 0
      let marks = line.indices.filter { structure.contains(line[$0]) }
      switch Int.random(in: 0...8, using: &random) {
      case 0: line.insert(byte, at: place)
      case 1 where place < line.count: line.remove(at: place)
      case 2 where place < line.count: line[place] = byte
      case 3 where place < line.count:
        line.swapAt(place, Int.random(in: 0..<line.count, using: &random))
      case 4 where place < line.count:
        line.insert(
          contentsOf: line[place..<min(place + Int.random(in: 1...80, using: &random), line.count)],
          at: place)
      case 5 where !marks.isEmpty:
        line[marks[Int.random(in: 0..<marks.count, using: &random)]] =
          structure.randomElement(using: &random) ?? 0
      case 6 where !marks.isEmpty:
        line.remove(at: marks[Int.random(in: 0..<marks.count, using: &random)])
      case 7: line.removeSubrange(place...)
      default: line.insert(UInt8(ascii: " "), at: place)
      }
    }
  }
}
