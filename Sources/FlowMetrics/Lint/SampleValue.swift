/// A sample's value, or that of the labels `le` and `quantile`.
///
/// Source: Go's strconv.ParseFloat, without the forms that expfmt refuses: hexadecimal ones and digits with `_`.
enum SampleValue {
  /// The number that a text is; nil where it is none, or is too large.
  static func number(_ text: ArraySlice<UInt8>) -> Double? {
    let isNegative = text.first == UInt8(ascii: "-")
    let isSigned = isNegative || text.first == UInt8(ascii: "+")
    let magnitude = text.dropFirst(isSigned ? 1 : 0)
    switch String(decoding: magnitude.prefix(9), as: UTF8.self).lowercased() {
    case "inf", "infinity": return isNegative ? -.infinity : .infinity
    case "nan": return isSigned ? nil : .nan
    default: break
    }
    guard isDecimal(magnitude), let number = Double(String(decoding: text, as: UTF8.self)) else {
      return nil
    }
    return number.isFinite ? number : nil
  }

  /// Digits, with a point or without, and perhaps an exponent.
  private static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool {
    let whole = text.prefix(while: isDigit)
    var rest = text.dropFirst(whole.count)
    var digitCount = whole.count
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      digitCount += fraction.count
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard digitCount > 0, let letter = rest.first else {
      return digitCount > 0
    }
    guard letter | 0x20 == UInt8(ascii: "e") else {
      return false
    }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
      rest = rest.dropFirst()
    }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
