/// A length of time as Prometheus writes it, such as `30s` or `1m30s`.
enum ScrapeDuration {
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("y", 31_536_000_000), ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000),
    ("m", 60_000), ("s", 1000), ("ms", 1),
  ]

  /// What the operator takes where nobody says.
  static let standard: Int64 = 30_000

  /// Milliseconds of a text; nil where it is no such length: units come in their order, each once.
  static func milliseconds(_ text: String) -> Int64? {
    guard !text.isEmpty else {
      return nil
    }
    var rest = text[...]
    var units = units[...]
    var sum: Int64 = 0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      let name = rest.dropFirst(digits.count).prefix { $0.isLetter }
      guard let number = Int64(digits),
        let unit = units.firstIndex(where: { $0.name == name })
      else {
        return nil
      }
      let (product, isTooLarge) = number.multipliedReportingOverflow(by: units[unit].milliseconds)
      let (next, isOver) = sum.addingReportingOverflow(product)
      guard !isTooLarge, !isOver else {
        return nil
      }
      sum = next
      units = units[(unit + 1)...]
      rest = rest.dropFirst(digits.count + name.count)
    }
    return sum
  }
}
