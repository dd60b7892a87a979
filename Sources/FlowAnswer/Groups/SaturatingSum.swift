/// Sums of counts that a log names itself: it may say any number, and no sum of them goes back to a smaller one.
extension FixedWidthInteger {
  /// Adds, and stays at the greatest number there is.
  @inlinable @inline(__always)
  public mutating func addSaturating(_ other: Self) {
    let (sum, overflow) = addingReportingOverflow(other)
    self = overflow ? .max : sum
  }
}

extension Sequence where Element: FixedWidthInteger {
  /// The sum, which stays at the greatest number there is.
  public var saturatingSum: Element {
    reduce(into: 0) { $0.addSaturating($1) }
  }
}
