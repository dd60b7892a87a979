/// The key of a label whose value is asked for: `KEY` of any source, or `SOURCE:KEY`.
struct LabelKey: Sendable, Equatable {
  private let requirement: LabelRequirement

  /// A key as it is typed; the source `any` is any.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    let parts = bytes.split(separator: Byte.colon, maxSplits: 1, omittingEmptySubsequences: false)
      .map { Array($0) }
    let source = parts.count == 2 && parts[0] != Array("any".utf8) ? parts[0] : nil
    requirement = LabelRequirement(source: source, key: parts[parts.count - 1], .exists)
  }

  /// Where the value of a label lies that has this key, nil where it has another.
  func value(of label: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    requirement.value(of: label, range)
  }
}
