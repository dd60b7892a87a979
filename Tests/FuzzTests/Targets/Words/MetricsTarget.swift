import FlowAnswer

/// `--hubble-metrics`: what is read is printed in one spelling, which reads as the same.
struct MetricsTarget: FuzzTarget {
  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    let text = String(decoding: input, as: UTF8.self)
    let metrics: HubbleMetrics
    do throws(HubbleMetricsError) {
      metrics = try HubbleMetrics(text)
    } catch {
      return try Mismatch.check(error.description.isEmpty, false, "a refusal says nothing")
    }
    let printed = metrics.description
    guard let read = try? HubbleMetrics(printed) else {
      throw Mismatch("\(printed) is printed of \(text.debugDescription), and refused")
    }
    try Mismatch.check(read.description, printed, "the spelling of \(text.debugDescription)")
    try Mismatch.check(
      read.families.map(\.name), metrics.families.map(\.name), "the families of \(printed)")
    try Mismatch.check(
      read.families.map(\.labelNames), metrics.families.map(\.labelNames),
      "the labels of \(printed)")
  }
}
