import Foundation
import TestSupport
import Testing

@testable import FlowTally

/// All strings of tokens, up to `Scale.tokens` of them.
@Suite struct SkeletonTokenTests {
  private static let tokens = [
    "{", "}", "[", "]", ":", ",", "\"", "\\", "\"a\"", "1", "true", " ", "\t", "\n",
  ].map { Array($0.utf8) }

  @Test(
    "every string of tokens is judged as LineReader judges it",
    arguments: [
      ("", ""), ("{\"a\":[", "]}"), ("{\"a\":", "}"), ("{\"a\":[{\"b\":\"c\"},{\"d\":", "}]}"),
    ])
  func tokenStrings(before: String, after: String) {
    let before = Array(before.utf8)
    let after = Array(after.utf8 + [UInt8(ascii: "\n")])
    let judge = SkeletonJudge()
    var block: [UInt8] = []
    for length in 0...Scale.tokens {
      var digits = [Int](repeating: 0, count: length)
      repeat {
        block += before
        for digit in digits {
          block += Self.tokens[digit]
        }
        block += after
        if block.count > 100_000 {
          judge.expectExact(block)
          block.removeAll(keepingCapacity: true)
        }
      } while Self.advance(&digits)
    }
    judge.expectExact(block + after)
  }

  private static func advance(_ digits: inout [Int]) -> Bool {
    for index in digits.indices {
      digits[index] += 1
      if digits[index] < tokens.count {
        return true
      }
      digits[index] = 0
    }
    return false
  }
}
