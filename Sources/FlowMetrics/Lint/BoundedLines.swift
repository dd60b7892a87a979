/// Bytes in, lines out: at most one line is kept, and no more of it than the limit.
struct BoundedLines {
  enum Line {
    /// Without its line feed.
    case whole([UInt8])
    case tooLong

    /// Whether nothing but blanks stands there.
    var isBlank: Bool {
      switch self {
      case .whole(let bytes): bytes.allSatisfy(ExpositionCursor.isBlank)
      case .tooLong: false
      }
    }
  }

  /// The number of the line that came last, counted from 1.
  private(set) var number = 0
  private var pending: [UInt8] = []
  private var isTooLong = false

  /// The next line that ends in these bytes; nil when they are used up.
  mutating func next(_ bytes: inout ArraySlice<UInt8>) -> Line? {
    let part = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let hasEnd = part.count < bytes.count
    bytes = bytes.dropFirst(part.count + (hasEnd ? 1 : 0))
    if isTooLong || pending.count + part.count > TextfileLint.maximumLineByteCount {
      isTooLong = true
      pending.removeAll()
    } else {
      pending += part
    }
    return hasEnd ? take() : nil
  }

  /// The line at the end of the file that has no line feed; nil where there is none.
  mutating func last() -> Line? {
    pending.isEmpty && !isTooLong ? nil : take()
  }

  private mutating func take() -> Line {
    defer {
      pending.removeAll(keepingCapacity: true)
      isTooLong = false
    }
    number += 1
    return isTooLong ? .tooLong : .whole(pending)
  }
}
