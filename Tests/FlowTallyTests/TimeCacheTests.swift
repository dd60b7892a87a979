import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

@Suite struct TimeCacheTests {
  /// Times one after the other, as one cache reads them.
  private static func read(_ texts: [String]) -> [Timestamp?] {
    var cache = TimeCache()
    return texts.map { text in
      withValue("\"\(text)\"") { cache.time($0, 1..<$1.upperBound - 1).timestamp }
    }
  }

  private static func parsed(_ texts: [String]) -> [Timestamp?] {
    texts.map { text in withValue("\"\(text)\"") { TimestampText.parse($0, $1) } }
  }

  @Test("the ends of 64 bits of nanoseconds are read as without the cache")
  func ends() {
    let texts = [
      "1677-09-21T00:12:44.000000000Z", "1677-09-21T00:12:43.145224193Z",
      "1677-09-21T00:12:43.145224192Z", "1677-09-21T00:12:00.000000000Z",
      "1677-09-21T00:12:59.999999999Z", "1677-09-21T00:13:00.000000000Z",
      "2262-04-11T23:47:16.854775807Z", "2262-04-11T23:47:16.854775808Z",
      "2262-04-11T23:47:59.999999999Z", "2262-04-11T23:47:00.000000000Z",
      "2262-04-11T23:46:59.999999999Z", "2262-04-11T23:46:00.000000000Z",
    ]
    for first in texts {
      for second in texts {
        #expect(Self.read([first, second]) == Self.parsed([first, second]), "\(first) \(second)")
      }
    }
  }

  @Test("times of one minute and others are read as without the cache", arguments: 0..<20)
  func sameMinute(seed: UInt64) {
    var random = SeededNumbers(seed)
    let texts = (0..<300).map { _ in
      var text = Array("2026-05-11T06:0\(random.below(2)):1\(random.below(10)).123456789Z".utf8)
      if random.chance(30) {
        text[random.below(text.count)] = random.pick(Array("0123456789:.Z-T/\u{7f}".utf8))
      }
      return String(decoding: text, as: UTF8.self)
    }
    #expect(Self.read(texts) == Self.parsed(texts), "seed \(seed)")
  }
}
