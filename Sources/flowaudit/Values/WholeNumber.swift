/// A whole number in decimal digits, with a sign or without.
enum WholeNumber {
  static func read<Number: FixedWidthInteger>(
    _ text: String, within range: ClosedRange<Number>
  ) throws(ValueError) -> Number {
    guard let number = Number(text), range.contains(number) else {
      let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      let isNumber = !digits.isEmpty && digits.allSatisfy(\.isDigit)
      throw ValueError(
        "\(text) is \(isNumber ? "out of range" : "not a whole number"): give \(description(of: range))"
      )
    }
    return number
  }

  private static func description<Number: FixedWidthInteger>(
    of range: ClosedRange<Number>
  ) -> String {
    guard range.upperBound < Number.max else {
      return "\(range.lowerBound) or more"
    }
    return "\(range.lowerBound) to \(range.upperBound)"
  }
}
