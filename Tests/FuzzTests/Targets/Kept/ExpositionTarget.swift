import FlowAnswer
import FlowMetrics

@testable import FlowMetrics

/// A .prom file: in pieces of any size lint finds the same; and what is taken over of an old file of ours is nothing that lint refuses.
///
/// The first byte says how large the pieces are.
struct ExpositionTarget: FuzzTarget {
  private static let metrics =
    (try? HubbleMetrics("drop:labelsContext=source_namespace http:sourceContext=pod dns"))
    ?? HubbleMetrics()

  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    guard let first = input.first else {
      return
    }
    let bytes = Array(input.dropFirst())
    let size = 1 + Int(first) % 40
    let whole = Self.findings([bytes[...]])
    let pieces = stride(from: 0, to: bytes.count, by: size).map {
      bytes[$0..<min($0 + size, bytes.count)]
    }
    try Mismatch.check(
      Self.findings(pieces).map(\.message), whole.map(\.message), "in pieces of \(size) bytes")
    for metrics in [HubbleMetrics(), Self.metrics] {
      guard let previous = PreviousTextfile(bytes, hubbleMetrics: metrics) else {
        continue
      }
      let text = PrometheusText(constantLabels: ConstantLabels()).text(previous.windowBlocks)
      let refused = Self.findings([Array(text.utf8)[...]]).filter { $0.rule.promtool == .refuses }
      try Mismatch.check(refused.map(\.message), [], "what is taken over of a file\n\(text)")
      _ = UncommittedMetrics.errors(in: bytes, metrics)
    }
  }

  private static func findings(_ pieces: [ArraySlice<UInt8>]) -> [LintFinding] {
    var lint = TextfileLint()
    lint.begin("a.prom")
    for piece in pieces {
      lint.take(Array(piece))
    }
    return lint.end()
  }
}
