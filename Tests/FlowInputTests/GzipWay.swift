import Testing

@testable import FlowInput

/// One of the ways in which gzip files are decoded; what is read must not depend on it.
struct GzipWay: CustomTestStringConvertible, Sendable {
  let inflater: Inflater?
  let decodesAhead: Bool

  static let standard = Self(inflater: nil, decodesAhead: false)

  /// Those of this machine: both inflaters where there are two, with a thread and without.
  static let all = Inflater.available.flatMap { inflater in
    [false, true].map { Self(inflater: inflater, decodesAhead: $0) }
  }

  var testDescription: String {
    (inflater?.name ?? "best") + (decodesAhead ? ", ahead" : "")
  }
}
