/// The types that expfmt knows, by its words in upper case.
enum ExpositionType: String {
  case counter = "COUNTER"
  case gauge = "GAUGE"
  case summary = "SUMMARY"
  case untyped = "UNTYPED"
  case histogram = "HISTOGRAM"
  case gaugeHistogram = "GAUGE_HISTOGRAM"

  /// The type of a word, in whatever case it is written.
  init?(word: String) {
    self.init(rawValue: word.uppercased())
  }

  var word: String {
    rawValue.lowercased()
  }

  /// The label that tells a family's samples of one series apart; nil where there is none.
  var ownLabel: String? {
    switch self {
    case .histogram: "le"
    case .summary: "quantile"
    case .counter, .gauge, .untyped, .gaugeHistogram: nil
    }
  }

  /// The ends of the names of samples that belong to the family of the name before.
  var suffixes: [String] {
    switch self {
    case .histogram: ["_bucket", "_count", "_sum"]
    case .summary: ["_count", "_sum"]
    case .counter, .gauge, .untyped, .gaugeHistogram: []
    }
  }
}
