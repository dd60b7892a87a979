/// Where in its envelope a Hubble line was: the members that lead to it, `data.result[].values[][]`.
struct EnvelopePath {
  /// As much of it is kept: names from a log may be long.
  private static let mostBytes = 120

  private(set) var text = TextBuffer()
  /// What is not told by the members.
  var isBehindText = false
  var isLogfmt = false

  mutating func removeAll() {
    text.removeAll()
    isBehindText = false
    isLogfmt = false
  }

  /// Goes into a member; `key` is without its quotes.
  ///
  /// Gives what to go back to.
  mutating func enter(member bytes: Span<UInt8>, _ key: Range<Int>) -> Int {
    let before = text.count
    if before > 0 {
      text.append(UInt8(ascii: "."))
    }
    for index in key.prefix(max(0, Self.mostBytes - text.count)) {
      text.append(bytes[index])
    }
    return before
  }

  /// Goes into an element.
  mutating func enterElement() -> Int {
    let before = text.count
    if before < Self.mostBytes {
      text.append("[]")
    }
    return before
  }

  mutating func leave(to before: Int) {
    text.truncate(to: before)
  }
}
