/// A whole number in decimal digits, with a sign or without.
enum WholeNumber {
  static func read<Number: FixedWidthInteger>(
    _ text: String, within range: ClosedRange<Number>
  ) throws(ValueError) -> Number {
    guard let number = Number(text), range.contains(number) else {
      throw ValueError("\(text) is not \(description(of: range))")
    }
    return number
  }

  private static func description<Number: FixedWidthInteger>(
    of range: ClosedRange<Number>
  ) -> String {
    guard range.upperBound < Number.max else {
      return "a whole number from \(range.lowerBound)"
    }
    return "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }
}
