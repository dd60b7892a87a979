import FlowAnswer
import Testing

@testable import FlowCorrelation

/// Times and durations of Kubernetes' objects.
@Suite("Times of objects")
struct ObjectTimeTests {
  @Test(
    "a duration is what Go writes",
    arguments: [
      ("0s", 0), ("1.882824s", 1_882_824_000), ("1m2.3s", 62_300_000_000), ("300ms", 300_000_000),
      ("1h0m0.000000001s", 3_600_000_000_001), ("1.5µs", 1_500), ("0", 0),
      ("0.1234567891s", 123_456_789), ("", nil), ("s", nil), ("1", nil), ("1x", nil), ("-1s", nil),
      ("99999999999h", nil), ("9223372036854775807h", nil), ("1m-2s", nil), (".s", nil),
    ] as [(String, Int64?)])
  func durations(_ text: String, _ expected: Int64?) {
    #expect(ObjectTime.length(text)?.count == expected)
  }

  @Test(
    "a time is RFC 3339 in UTC, within the years that 64 bits hold",
    arguments: [
      ("2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z"),
      ("2026-01-01T10:00:00.123456Z", "2026-01-01T10:00:00.123456Z"),
      ("2026-02-30T10:00:00Z", nil), ("2026-01-01T24:00:00Z", nil), ("2026-01-01", nil),
      ("2026-01-01T10:00:00+02:00", nil), ("0001-01-01T00:00:00Z", nil),
      ("9999-12-31T23:59:59Z", nil), ("2026-01-01 10:00:00Z", nil),
    ] as [(String, String?)])
  func times(_ text: String, _ expected: String?) {
    #expect(ObjectTime.moment(text)?.description == expected)
  }
}
