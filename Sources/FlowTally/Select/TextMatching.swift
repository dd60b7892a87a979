extension [UInt8] {
  /// Whether these bytes stand at a place.
  func equals(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    count == range.count && stands(in: bytes, at: range.lowerBound, before: range.upperBound)
  }

  /// Whether they stand at a position, and end at `end` or before.
  func stands(in bytes: Span<UInt8>, at start: Int, before end: Int) -> Bool {
    guard count <= end - start else {
      return false
    }
    for offset in 0..<count where self[offset] != bytes[start &+ offset] {
      return false
    }
    return true
  }
}

extension StringText {
  /// Whether a string value is one of some texts; an absent one is empty, as in protobuf.
  static func isAny(_ bytes: Span<UInt8>, _ range: Range<Int>?, of texts: [[UInt8]]) -> Bool {
    guard let range else {
      return texts.contains([])
    }
    return withContent(bytes, range) { content, place in
      texts.contains { $0.equals(content, place) }
    }
  }
}
