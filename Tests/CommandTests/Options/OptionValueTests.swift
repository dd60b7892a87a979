import FlowAnswer
import FlowTally
import Testing

@testable import flowaudit

private let nanosecondsPerSecond: Int64 = 1_000_000_000

/// What Go's time.ParseDuration accepts, and what it makes of it.
private let durations: [(text: String, nanoseconds: Int64)] = [
  ("0", 0), ("+0", 0), ("-0", 0), ("0s", 0),
  ("5s", 5_000_000_000), ("+5s", 5_000_000_000), ("-5s", -5_000_000_000),
  ("5.0s", 5_000_000_000), ("5.6s", 5_600_000_000), ("5.s", 5_000_000_000), (".5s", 500_000_000),
  ("-.5s", -500_000_000), ("1.004s", 1_004_000_000), ("100.00100s", 100_001_000_000),
  ("10ns", 10), ("1.9ns", 1), ("11us", 11_000), ("12\u{B5}s", 12_000), ("12\u{3BC}s", 12_000),
  ("13ms", 13_000_000), ("15m", 900_000_000_000), ("16h", 57_600_000_000_000),
  ("3h30m", 12_600_000_000_000), ("10.5s4m", 250_500_000_000), ("-2m3.4s", -123_400_000_000),
  ("1h2m3s4ms5us6ns", 3_723_004_005_006), ("39h9m14.425s", 140_954_425_000_000),
  ("0.3333333333333333333h", 1_200_000_000_000), ("9007199254740993ns", 9_007_199_254_740_993),
  ("9223372036854775807ns", .max), ("9223372036854775.807us", .max),
  ("9223372036s854ms775us807ns", .max), ("-9223372036854775807ns", .min + 1),
  ("-9223372036854775808ns", .min), ("-9223372036854775.808us", .min),
  ("-9223372036s854ms775us808ns", .min), ("0.100000000000000000000h", 360_000_000_000),
  ("0.830103483285477580700h", 2_988_372_539_827),
  ("0.\(String(repeating: "0", count: 400))1h", 0),
  ("1d", 86_400_000_000_000), ("1.5d12h", 172_800_000_000_000),
]

@Test("a duration is read as Go reads it, with days besides", arguments: durations)
func duration(text: String, nanoseconds: Int64) throws {
  #expect(try GoDuration(parsing: text) == GoDuration(nanoseconds: nanoseconds))
}

@Test(
  "what Go refuses as a duration is refused, with the reason",
  arguments: [
    ("", " is not a duration: give one like 30s, 5m, 1h30m or 2d"),
    ("-", "- is not a duration: give one like 30s, 5m, 1h30m or 2d"),
    ("+-5s", "+-5s is not a duration: give one like 30s, 5m, 1h30m or 2d"),
    ("s", "s is not a duration: give one like 30s, 5m, 1h30m or 2d"),
    (".", ". is not a duration: give one like 30s, 5m, 1h30m or 2d"),
    ("-.", "-. is not a duration: give one like 30s, 5m, 1h30m or 2d"),
    (".s", ".s is not a duration: give one like 30s, 5m, 1h30m or 2d"),
    ("+.s", "+.s is not a duration: give one like 30s, 5m, 1h30m or 2d"),
    (" 5s", " 5s is not a duration: give one like 30s, 5m, 1h30m or 2d"),
    ("--5s", "--5s is not a duration: give one like 30s, 5m, 1h30m or 2d"),
    ("3", "3 has no unit: add ns, us, ms, s, m, h or d"),
    ("5m3", "5m3 has no unit: add ns, us, ms, s, m, h or d"),
    ("1.2.3s", "1.2.3s has no unit: add ns, us, ms, s, m, h or d"),
    ("5S", "5S has the unknown unit S: use ns, us, ms, s, m, h or d"),
    ("5 m", "5 m has the unknown unit  m: use ns, us, ms, s, m, h or d"),
    ("1w", "1w has the unknown unit w: use ns, us, ms, s, m, h or d"),
    ("3000000h", "3000000h is too long: give at most 292 years"),
    ("9223372036854775808ns", "9223372036854775808ns is too long: give at most 292 years"),
    ("-9223372036854775809ns", "-9223372036854775809ns is too long: give at most 292 years"),
    ("9223372036854775.808us", "9223372036854775.808us is too long: give at most 292 years"),
    ("9223372036854ms775us808ns", "9223372036854ms775us808ns is too long: give at most 292 years"),
    ("99999999999999999999h", "99999999999999999999h is too long: give at most 292 years"),
  ])
func refusedDuration(text: String, message: String) {
  #expect(throws: ValueError(message)) { try GoDuration(parsing: text) }
}

/// Times that hubble accepts, in the notation of `Timestamp`.
private let times: [(text: String, time: String)] = [
  ("2026-05-11", "2026-05-11T00:00:00Z"),
  ("2024-02-29", "2024-02-29T00:00:00Z"),
  ("1969-12-31", "1969-12-31T00:00:00Z"),
  ("2026-05-11T06Z", "2026-05-11T06:00:00Z"),
  ("2026-05-11T6Z", "2026-05-11T06:00:00Z"),
  ("2026-05-11T06+02:00", "2026-05-11T04:00:00Z"),
  ("2026-05-11T06:02Z", "2026-05-11T06:02:00Z"),
  ("2026-05-11T06:02-09:30", "2026-05-11T15:32:00Z"),
  ("2026-05-11T06:02:12Z", "2026-05-11T06:02:12Z"),
  ("2026-05-11T06:02:12+00:00", "2026-05-11T06:02:12Z"),
  ("2026-05-11T06:02:12.921Z", "2026-05-11T06:02:12.921Z"),
  ("2026-05-11T06:02:12,921Z", "2026-05-11T06:02:12.921Z"),
  ("2026-05-11T06:02:12.5+01:00", "2026-05-11T05:02:12.500Z"),
  ("2026-05-11T06:02:12.1234567899Z", "2026-05-11T06:02:12.123456789Z"),
  ("2026-05-11T23:59:59.999999999-24:60", "2026-05-13T00:59:59.999999999Z"),
  ("Mon, 11 May 2026 06:02:12 +0000", "2026-05-11T06:02:12Z"),
  ("mon,  11 MAY 2026 6:02:12 -0130", "2026-05-11T07:32:12Z"),
  // Go looks the weekday up, and ignores it.
  ("Sun, 11 May 2026 06:02:12.25 +0000", "2026-05-11T06:02:12.250Z"),
  // Outside of what nanoseconds in 64 bits hold: the ends.
  ("0001-01-01", "1677-09-21T00:12:44Z"),
  ("1677-09-21T00:12:43.9Z", "1677-09-21T00:12:44Z"),
  ("9999-12-31", "2262-04-11T23:47:16.854775807Z"),
]

@Test("a moment is read in each layout of hubble", arguments: times)
func moment(text: String, time: String) throws {
  guard case .absolute(let timestamp) = try TimeArgument(parsing: text) else {
    Issue.record("\(text) was not read as a moment")
    return
  }
  #expect(timestamp.description == time)
}

@Test(
  "what hubble does not accept as a time is refused",
  arguments: [
    "2026-5-11", "2026-05-1", "2026-13-01", "2026-00-01", "2026-02-29", "2026-04-31", "2026-05-00",
    "20260511", "26-05-11", "2026-05-11T", "2026-05-11T06", "2026-05-11T24Z", "2026-05-11T06:02",
    "2026-05-11T06:02:12", "2026-05-11 06:02:12Z", "2026-05-11t06:02:12Z", "2026-05-11T06:02:12z",
    "2026-05-11T06:60Z", "2026-05-11T06:02:60Z", "2026-05-11T06:02:12.Z",
    "2026-05-11T06:02:12+0200",
    "2026-05-11T06:02:12+25:00", "2026-05-11T06:02:12+00:61", "2026-05-11T06:02:12Zx",
    "2026-05-11Z", "Mon 11 May 2026 06:02:12 +0000", "Mon, 11 May 2026 06:02:12 UTC",
    "Mon, 11 May 2026 06:02:12 +00:00", "Mon, 1 May 2026 06:02:12 +0000",
    "Foo, 11 May 2026 06:02:12 +0000", "Mon, 11 Foo 2026 06:02:12 +0000", "now", "end", "end-", "é",
  ])
func refusedTime(text: String) {
  #expect(throws: ValueError.self) { try TimeArgument(parsing: text) }
}

@Test(
  "a relative time counts back from now or from the newest flow, and stays within the range",
  arguments: [
    ("5s", 100, 40, 95), ("-5s", 100, 40, 105), ("0", 100, 40, 100), ("end-5s", 100, 40, 35),
    ("end-0", 100, 40, 40),
  ] as [(String, Int64, Int64, Int64)])
func relativeTime(text: String, now: Int64, newest: Int64, expected: Int64) throws {
  let moment = try TimeArgument(parsing: text).moment(
    now: Timestamp(nanoseconds: now * nanosecondsPerSecond),
    newest: Timestamp(nanoseconds: newest * nanosecondsPerSecond))
  #expect(moment == Timestamp(nanoseconds: expected * nanosecondsPerSecond))
}

@Test("a relative time beyond the range is its end; without a newest flow there is no moment")
func relativeTimeAtTheEnds() {
  let early = Timestamp(nanoseconds: .min + 500)
  #expect(TimeArgument.beforeNow(Nanoseconds(1000)).moment(now: early, newest: nil) == .earliest)
  #expect(TimeArgument.beforeNow(Nanoseconds(500)).moment(now: early, newest: nil) == .earliest)
  #expect(TimeArgument.beforeNow(Nanoseconds(.min)).moment(now: .latest, newest: nil) == .latest)
  #expect(TimeArgument.beforeEnd(Nanoseconds(1)).moment(now: early, newest: nil) == nil)
}

@Test(
  "a number of bytes may have a unit of a power of 1024",
  arguments: [
    ("1", 1), ("4096", 4096), ("512K", 524_288), ("512k", 524_288), ("2KiB", 2048),
    ("16M", 16_777_216), ("16MiB", 16_777_216), ("1G", 1_073_741_824), ("1GiB", 1_073_741_824),
  ])
func byteSize(text: String, byteCount: Int) throws {
  #expect(try ByteSize(parsing: text, within: 1...1 << 30).byteCount == byteCount)
}

@Test(
  "what is no number of bytes, or out of its range, is refused",
  arguments: [
    "", "K", "-1", "+1", "1.5M", "1KB", "1 K", "0", "2G", "99999999999999999999", "9999999999999G",
  ])
func refusedByteSize(text: String) {
  #expect(throws: ValueError.self) { try ByteSize(parsing: text, within: 1...1 << 30) }
}

@Test(
  "the distance counts letters inserted, removed, replaced, and neighbours swapped",
  arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("abc", "ab", 1), ("abc", "axc", 1),
    ("abc", "acb", 1), ("drosp", "drops", 1), ("ca", "abc", 3), ("verdct", "verdict", 1),
  ])
func editDistance(left: String, right: String, distance: Int) {
  #expect(Spelling.distance(Array(left.utf8), Array(right.utf8)) == distance)
  #expect(Spelling.distance(Array(right.utf8), Array(left.utf8)) == distance)
}

@Test("no word is near to nothing, to what is far from all, or to what is very long")
func noNearestWord() {
  #expect(Spelling.nearest(to: "", among: ["drops"]) == nil)
  #expect(Spelling.nearest(to: "zzzzz", among: ["drops", "flows"]) == nil)
  #expect(Spelling.nearest(to: String(repeating: "d", count: 65), among: ["drops"]) == nil)
}
