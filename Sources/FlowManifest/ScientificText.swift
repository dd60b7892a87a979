/// A floating-point number as its digits and the place of its point, from Swift's shortest text of it.
struct ScientificText {
  private let isNegative: Bool
  /// Without zeros at either end; empty for 0.
  private let digits: [Character]
  /// How many digits stand before the point.
  private let point: Int

  /// Takes `-12.5` and `1e-07` apart.
  init?(_ text: String) {
    isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: "e")
    guard let mantissa = parts.first, let exponent = parts.count > 1 ? Int(parts[1]) : 0 else {
      return nil
    }
    let whole = mantissa.prefix { $0 != "." }
    let all = mantissa.filter { $0 != "." }
    let zeros = all.prefix { $0 == "0" }.count
    var digits = Array(all.dropFirst(zeros))
    while digits.last == "0" { digits.removeLast() }
    self.digits = digits
    point = digits.isEmpty ? 1 : whole.count + exponent - zeros
  }

  /// As Go's format `g` writes the shortest text: with an exponent below 1e-04 and from 1e+06 on, else without.
  var general: String {
    let sign = isNegative ? "-" : ""
    guard !digits.isEmpty else { return sign + "0" }
    let exponent = point - 1
    if exponent < -4 || exponent >= 6 {
      let magnitude = exponent.magnitude
      let tail = digits.count > 1 ? "." + String(digits[1...]) : ""
      return sign + String(digits[0]) + tail + "e" + (exponent < 0 ? "-" : "+")
        + (magnitude < 10 ? "0" : "") + String(magnitude)
    }
    if point <= 0 {
      return sign + "0." + String(repeating: "0", count: -point) + String(digits)
    }
    if point >= digits.count {
      return sign + String(digits) + String(repeating: "0", count: point - digits.count)
    }
    return sign + String(digits[..<point]) + "." + String(digits[point...])
  }
}
