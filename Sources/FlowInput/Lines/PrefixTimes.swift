/// The times that a container runtime wrote in front of the lines of a block, as text.
public struct PrefixTimes: Sendable {
  /// The texts one behind the other.
  public private(set) var texts: [UInt8] = []
  /// Where the text of each line ends; a line without prefix has an empty one.
  public private(set) var ends: [Int] = []

  init() {}

  mutating func append(_ text: Span<UInt8>) {
    for index in 0..<text.count {
      texts.append(text[index])
    }
    ends.append(texts.count)
  }

  mutating func removeAll() {
    texts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
