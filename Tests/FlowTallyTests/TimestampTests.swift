import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

@Suite struct TimestampTests {
  static let times: [(String, Int64?)] = [
    ("1970-01-01T00:00:00Z", 0),
    ("1970-01-01T00:00:01Z", 1_000_000_000),
    ("1969-12-31T23:59:59.999999999Z", -1),
    ("2026-05-11T06:00:00Z", 1_778_479_200_000_000_000),
    ("2026-05-11T08:00:00+02:00", 1_778_479_200_000_000_000),
    ("2026-05-10T20:15:00-09:45", 1_778_479_200_000_000_000),
    ("2026-05-11T06:00:00+00:00", 1_778_479_200_000_000_000),
    ("2026-05-11T06:00:00-00:00", 1_778_479_200_000_000_000),
    ("1970-01-01T23:59:00+23:59", 0),
    ("1969-12-31T00:01:00-23:59", 0),
    ("2024-02-29T00:00:00Z", 1_709_164_800_000_000_000),
    ("2000-02-29T00:00:00Z", 951_782_400_000_000_000),
    ("2023-02-29T00:00:00Z", nil), ("1900-02-29T00:00:00Z", nil), ("2100-02-29T00:00:00Z", nil),
    ("2026-04-31T00:00:00Z", nil), ("2026-00-10T00:00:00Z", nil), ("2026-13-10T00:00:00Z", nil),
    ("2026-05-00T00:00:00Z", nil), ("2026-05-32T00:00:00Z", nil),
    ("2026-05-11T24:00:00Z", nil), ("2026-05-11T06:60:00Z", nil), ("2026-05-11T06:00:60Z", nil),
    // The ends of 64 bits of nanoseconds; the very least stands for "no time".
    ("2262-04-11T23:47:16.854775807Z", .max), ("2262-04-11T23:47:16.854775808Z", nil),
    ("1677-09-21T00:12:43.145224193Z", .min + 1), ("1677-09-21T00:12:43.145224192Z", nil),
    ("2262-04-12T23:47:16.854775807+24:00", nil), ("2262-04-12T00:47:16.854775807+01:00", .max),
    ("1677-09-20T23:12:43.145224193-01:00", .min + 1),
    ("1677-09-21T00:12:44Z", -9_223_372_036_000_000_000),
    ("1677-09-21T00:12:43Z", nil), ("0000-01-01T00:00:00Z", nil), ("9999-12-31T23:59:59Z", nil),
    ("9999-12-31T23:59:59.999999999-23:59", nil),
    // Shapes.
    ("2026-05-11t06:00:00Z", nil), ("2026-05-11 06:00:00Z", nil), ("2026-05-11T06:00:00z", nil),
    ("2026-05-11T06:00:00", nil), ("2026-05-11T06:00:00.", nil), ("2026-05-11T06:00:00.Z", nil),
    ("2026-05-11T06:00:00.5", nil), ("2026-05-11T06:00:00,5Z", nil),
    ("2026-05-11T06:00:00+0200", nil), ("2026-05-11T06:00:00+2:00", nil),
    ("2026-05-11T06:00:00+02", nil), ("2026-05-11T06:00:00+02:0", nil),
    ("2026-05-11T06:00:00+24:00", nil), ("2026-05-11T06:00:00+02:60", nil),
    ("2026-05-11T06:00:00+02-00", nil), ("2026-05-11T06:00:00Z ", nil),
    (" 2026-05-11T06:00:00Z", nil), ("2026-05-11T06:00:00ZZ", nil), ("2026-05-11T06:00Z", nil),
    ("26-05-11T06:00:00Z", nil), ("12026-05-11T06:00:00Z", nil), ("+026-05-11T06:00:00Z", nil),
    ("2026-5-11T06:00:00Z", nil), ("2026/05/11T06:00:00Z", nil), ("20a6-05-11T06:00:00Z", nil),
    ("", nil), ("Z", nil), ("1778479200", nil), ("2026-05-11T06:00:00.٣Z", nil),
  ]

  @Test("RFC 3339 is a time, anything else is none", arguments: times)
  func parse(text: String, expected: Int64?) {
    let parsed = withValue("\"\(text)\"", { TimestampText.parse($0, $1) })
    #expect(parsed?.nanoseconds == expected)
  }

  @Test("a fraction of any length is cut to nanoseconds", arguments: 1...12)
  func fraction(digitCount: Int) {
    let digits = "987654321987".prefix(digitCount)
    let expected = Int64(digits.prefix(9) + String(repeating: "0", count: max(0, 9 - digitCount)))
    let parsed = withValue("\"1970-01-01T00:00:00.\(digits)Z\"", { TimestampText.parse($0, $1) })
    #expect(parsed?.nanoseconds == expected)
  }

  @Test("escapes in a time mean their characters")
  func escapes() {
    let parsed = withValue(#""1970-01-01T00\u003a00:01\u005a""#, { TimestampText.parse($0, $1) })
    #expect(parsed == Timestamp(nanoseconds: 1_000_000_000))
  }

  static let descriptions: [(Int64, String)] = [
    (0, "1970-01-01T00:00:00Z"),
    (1, "1970-01-01T00:00:00.000000001Z"),
    (1_000, "1970-01-01T00:00:00.000001Z"),
    (500_000_000, "1970-01-01T00:00:00.500Z"),
    (1_010_000, "1970-01-01T00:00:00.001010Z"),
    (-1, "1969-12-31T23:59:59.999999999Z"),
    (-1_000_000_000, "1969-12-31T23:59:59Z"),
    (951_868_799_000_000_000, "2000-02-29T23:59:59Z"),
    (.max, "2262-04-11T23:47:16.854775807Z"),
    (.min, "1677-09-21T00:12:43.145224192Z"),
  ]

  @Test("a time is written in UTC with 0, 3, 6 or 9 digits of fraction", arguments: descriptions)
  func description(nanoseconds: Int64, expected: String) {
    #expect(Timestamp(nanoseconds: nanoseconds).description == expected)
  }

  @Test("what is written reads as the same time", arguments: 0..<20)
  func roundTrip(seed: UInt64) {
    var random = SeededNumbers(seed)
    for _ in 0..<250 {
      let unit = random.pick([1, 1_000, 1_000_000, 1_000_000_000] as [Int64])
      let nanoseconds = Int64(bitPattern: random.next()) / unit * unit
      let written = Timestamp(nanoseconds: nanoseconds).description
      let read = withValue("\"\(written)\"", { TimestampText.parse($0, $1) })
      #expect(read?.nanoseconds == nanoseconds, "seed \(seed), \(written)")
    }
  }
}
