import FlowAnswer
import Testing

@testable import FlowMetrics

struct MetricValueTests {
  @Test(
    "times are exact decimals of seconds",
    arguments: [
      (0, "0"), (1, "0.000000001"), (-1, "-0.000000001"), (1_500_000_000, "1.5"),
      (-2_000_000_000, "-2"), (Int64.max, "9223372036.854775807"),
      (Int64.min, "-9223372036.854775808"),
    ])
  func time(nanoseconds: Int64, text: String) {
    #expect(MetricValue.time(Timestamp(nanoseconds: nanoseconds)).text == text)
  }

  @Test(
    "durations are never negative and never too long",
    arguments: [
      (.zero, "0"), (.milliseconds(1234), "1.234"), (.nanoseconds(5), "0.000000005"),
      (.seconds(-3), "0"), (.seconds(Int64.max), "18446744073.709551615"),
    ] as [(Duration, String)])
  func duration(duration: Duration, text: String) {
    #expect(MetricValue.duration(duration).text == text)
  }
}
