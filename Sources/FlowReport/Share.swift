import FlowAnswer

/// A count's share of a table's total in whole per cent, as people read it.
///
/// No part is said to be nothing or all where it is not: `<1`, `>99`. Machines have the counts.
enum Share {
  /// Writes the per cent without their sign; nothing where the total is none.
  static func append(_ count: UInt64, of total: UInt64, to text: inout [UInt8]) {
    guard total > 0, count <= total else {
      return
    }
    let perCent = UInt64((100 * Double(count) / Double(total)).rounded())
    if perCent == 0 && count > 0 {
      text.append("<1")
    } else if perCent >= 100 && count < total {
      text.append(">99")
    } else {
      text.append(decimal: perCent)
    }
  }
}
