internal import FlowAnswer

/// The times that stood in front of the lines of a block, as text: those of flows that have none of their own.
public struct TimesInFront: Sendable {
  private let texts: [UInt8]
  private let ends: [Int]

  /// The texts one behind the other, and where that of each line ends.
  public init(_ texts: [UInt8], ends: [Int]) {
    self.texts = texts
    self.ends = ends
  }

  /// The time in front of a line of the block; none where nothing stood there, or no time.
  func time(ofLine index: Int) -> OptionalTime {
    guard ends.indices.contains(index) else {
      return .absent
    }
    let range = (index > 0 ? ends[index - 1] : 0)..<ends[index]
    return OptionalTime(TimestampText.parse(content: texts.span, range))
  }
}
