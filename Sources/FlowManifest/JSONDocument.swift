/// A JSON value of the outermost level: where it lies, and what decides how it is read.
struct JSONDocument {
  /// All of it.
  let range: Range<Int>
  /// The members of an object, each by its key and the range of its value.
  let members: [(key: JSONToken, value: Range<Int>)]
  /// Whether it is an array.
  let isArray: Bool

  /// Walks over the value that begins at an offset.
  init(_ text: Span<UInt8>, at start: Int) throws(JSONFault) {
    var walk = JSONWalk(at: start)
    let first = try walk.next(text)
    isArray = first.kind == .arrayStart
    var members: [(key: JSONToken, value: Range<Int>)] = []
    var key: JSONToken?
    var valueStart = 0
    while true {
      let token = try walk.next(text)
      if token.kind == .end { break }
      // At the level of the members: a key, or the end of a value.
      if token.kind == .key, walk.depth == 1 {
        key = token
        valueStart = walk.offset
      } else if let known = key, walk.depth == 1 {
        members.append((known, valueStart..<walk.offset))
        key = nil
      }
    }
    self.members = first.kind == .objectStart ? members : []
    range = first.range.lowerBound..<walk.offset
  }

  /// The value of a member, found by its key as it is mostly written.
  func value(of key: String, in bytes: [UInt8]) -> Range<Int>? {
    members.first { member in
      let inside = (member.key.range.lowerBound + 1)..<(member.key.range.upperBound - 1)
      return inside.count == key.utf8.count && bytes[inside].elementsEqual(key.utf8)
    }?.value
  }
}
