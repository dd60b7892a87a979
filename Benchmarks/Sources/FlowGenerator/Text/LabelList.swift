/// Labels, and their text as a list of JSON.
///
/// Most of a line is labels, and the same lists come in thousands of lines: so they are made into
/// text once.
struct LabelList: Sendable {
  let isEmpty: Bool
  private let compactText: [UInt8]
  private let spacedText: [UInt8]

  init(_ labels: [String]) {
    isEmpty = labels.isEmpty
    compactText = Self.text(labels, spaced: false)
    spacedText = Self.text(labels, spaced: true)
  }

  /// `["a","b"]`, or `["a", "b"]` where `spaced`.
  func text(spaced: Bool) -> [UInt8] {
    spaced ? spacedText : compactText
  }

  private static func text(_ labels: [String], spaced: Bool) -> [UInt8] {
    var line = LineText(spaced: spaced)
    line.list(labels)
    return line.bytes
  }
}
