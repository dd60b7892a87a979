/// Probabilities that were asked together, adjusted so that few of those called small are so by chance (Benjamini and Hochberg).
enum FalseDiscovery {
  /// The adjusted probabilities, in the order of those given.
  static func adjusted(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var adjusted = values
    var least = 1.0
    for (rank, index) in order.enumerated().reversed() {
      least = min(least, values[index] * Double(values.count) / Double(rank + 1))
      adjusted[index] = least
    }
    return adjusted
  }
}
