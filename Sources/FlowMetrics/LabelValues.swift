internal import FlowAnswer

/// The label values of a series, told apart and ordered by their bytes.
///
/// Strings that differ in their Unicode normal form only are equal, and two series all the same.
struct LabelValues: Sendable, Hashable, Comparable {
  let values: [String]

  init(_ values: [String]) {
    self.values = values
  }

  /// What shares a series for want of room.
  var other: Self {
    Self(values.map { _ in GroupField.other })
  }

  /// Bytes of all values.
  var byteCount: Int {
    values.reduce(0) { $0 + $1.utf8.count }
  }

  var isOther: Bool {
    !values.isEmpty && values.allSatisfy { $0 == GroupField.other }
  }

  static func == (left: Self, right: Self) -> Bool {
    left.values.elementsEqual(right.values) { $0.utf8.elementsEqual($1.utf8) }
  }

  /// Each value behind its length: no two lists are one sequence of bytes.
  func hash(into hasher: inout Hasher) {
    for value in values {
      hasher.combine(value.utf8.count)
      for byte in value.utf8 {
        hasher.combine(byte)
      }
    }
  }

  /// By the first value that differs; a list before a longer one that begins with it.
  static func < (left: Self, right: Self) -> Bool {
    left.values.lexicographicallyPrecedes(right.values) {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }
}
