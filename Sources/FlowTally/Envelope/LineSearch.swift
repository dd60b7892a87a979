/// A line of text: whole JSON values behind whatever stands in front of them.
extension EnvelopeSearch {
  /// Looks for Hubble lines in a text that an LF ends.
  ///
  /// `lineFeeds` are blanks of it that are line feeds, which no string may hold.
  mutating func search(
    _ bytes: Span<UInt8>, text range: Range<Int>, level: Int, lineFeeds: [Int]
  ) -> Bool {
    if Words.contains(Byte.escape, bytes, range) {
      // No colour is part of a valid string.
      var plain = TextInFront.withoutColours(bytes, range)
      plain.append(Byte.lineFeed)
      return withText {
        $0.search(plain.storage.span, plain: 0..<(plain.count - 1), level: level, lineFeeds: [])
      }
    }
    return search(bytes, plain: range, level: level, lineFeeds: lineFeeds)
  }

  private mutating func search(
    _ bytes: Span<UInt8>, plain range: Range<Int>, level: Int, lineFeeds: [Int]
  ) -> Bool {
    let text = TextInFront.trimmed(bytes, range)
    guard let first = text.first else {
      return false
    }
    if bytes[first] == Byte.quote, let values = values(bytes, first, text.upperBound, lineFeeds),
      !values.starts.isEmpty
    {
      return search(bytes, values: values, level: level)
    }
    var openingCount = 0
    var strings = TextInFront.QuotedStrings()
    var behindString = first
    var position = first
    while position < text.upperBound {
      switch bytes[position] {
      case UInt8(ascii: "=") where bytes[position + 1] == Byte.quote:
        guard let end = strings.end(bytes, position + 1, text.upperBound) else {
          position += 1
          continue
        }
        if search(bytes, logfmt: (position + 1)..<end, from: behindString, level: level) {
          return true
        }
        position = end
        behindString = end
      case Byte.openBrace, Byte.openBracket:
        openingCount += 1
        guard openingCount <= TextInFront.mostOpenings else {
          return false
        }
        if let isFound = search(bytes, opening: position, of: text, level: level, lineFeeds) {
          return isFound
        }
        guard let end = TextInFront.endOfGroup(bytes, position, text.upperBound) else {
          return false
        }
        position = end
      default:
        position += 1
      }
    }
    return false
  }

  /// Looks into the values that begin with a bracket in a text; nil where the bracket may stand in front of them.
  private mutating func search(
    _ bytes: Span<UInt8>, opening: Int, of text: Range<Int>, level: Int, _ lineFeeds: [Int]
  ) -> Bool? {
    if mayGuess && lineFeeds.isEmpty && HubbleLine.hasHead(bytes, opening),
      let end = Self.endOfLastObject(bytes, opening..<text.upperBound)
    {
      withText(if: opening > text.lowerBound) { $0.keep(bytes, opening..<end, isGuess: true) }
      return true
    }
    if let values = values(bytes, opening, text.upperBound, lineFeeds) {
      return withText(if: opening > text.lowerBound) {
        $0.search(bytes, values: values, level: level)
      }
    }
    let isBroken =
      bytes[opening] == Byte.openBrace
      && (opening == text.lowerBound || TextInFront.beginsObject(bytes, opening, text.upperBound))
    return isBroken ? false : nil
  }

  private mutating func withText<Result>(
    if hasText: Bool, _ body: (inout Self) -> Result
  ) -> Result {
    hasText ? withText(body) : body(&self)
  }

  private mutating func search(
    _ bytes: Span<UInt8>, logfmt string: Range<Int>, from start: Int, level: Int
  ) -> Bool {
    guard JSONText.endOfString(bytes, string.lowerBound) == string.upperBound else {
      return false
    }
    var key = string.lowerBound - 1
    while key > start && bytes[key - 1] != Byte.space {
      key -= 1
    }
    let name = key..<(string.lowerBound - 1)
    return withText(isLogfmt: true) { search in
      search.within(member: bytes, name) { $0.search(bytes, string: string, level: level) }
    }
  }

  private mutating func search(
    _ bytes: Span<UInt8>, values: TextValues, level: Int
  ) -> Bool {
    var hasFound = false
    for start in values.starts where search(bytes, value: start, level: level, .unknown) {
      hasFound = true
    }
    guard values.hasMore, let last = values.starts.last else {
      return hasFound
    }
    // They are known to be valid.
    var position = JSONText.endOfValue(bytes, last, depth: 0)
    while true {
      position = Self.skipSeparators(bytes, position, values.end)
      guard position < values.end, bytes[position] != Byte.closeBracket else {
        return hasFound
      }
      if search(bytes, value: position, level: level, .unknown) {
        hasFound = true
      }
      position = JSONText.endOfValue(bytes, position, depth: 0)
    }
  }

  /// Where the values begin that stand from `start` to the end of a text; nil where something else is there, too.
  private func values(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ lineFeeds: [Int]
  ) -> TextValues? {
    var values = TextValues(end: end)
    var position = start
    while true {
      position = Self.skipSeparators(bytes, position, end)
      let isClosed =
        position < end && bytes[position] == Byte.closeBracket
        && Self.skipSeparators(bytes, position + 1, end) == end
      if position == end || isClosed {
        return values
      }
      let behind = JSONText.endOfValue(bytes, position, depth: 0)
      guard behind >= 0, !Self.hasLineFeed(bytes, position..<behind, lineFeeds) else {
        return nil
      }
      values.append(position)
      position = behind
    }
  }

  private static func skipSeparators(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end && (isBlank(bytes[position]) || bytes[position] == Byte.comma) {
      position += 1
    }
    return position
  }

  /// Whether a string of the value holds what was a line feed.
  private static func hasLineFeed(
    _ bytes: Span<UInt8>, _ value: Range<Int>, _ lineFeeds: [Int]
  ) -> Bool {
    guard !lineFeeds.isEmpty else {
      return false
    }
    var next = lineFeeds.partitioningIndex { $0 >= value.lowerBound }
    var position = value.lowerBound
    while position < value.upperBound && next < lineFeeds.count {
      guard bytes[position] == Byte.quote else {
        position += 1
        continue
      }
      let end = ValidText.endOfString(bytes, position)
      while next < lineFeeds.count && lineFeeds[next] < position {
        next += 1
      }
      if next < lineFeeds.count && lineFeeds[next] < end {
        return true
      }
      position = end
    }
    return false
  }

  /// Where the text ends whose last byte but separators closes an object; nil where it is another byte.
  private static func endOfLastObject(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Int? {
    var end = text.upperBound
    while isBlank(bytes[end - 1]) || bytes[end - 1] == Byte.comma {
      end -= 1
    }
    return bytes[end - 1] == Byte.closeBrace ? end : nil
  }
}

/// Where the values of a text begin, so many as are kept.
private struct TextValues {
  private static let most = 4096

  private(set) var starts: [Int] = []
  /// Whether there are more behind the last of them.
  private(set) var hasMore = false
  let end: Int

  init(end: Int) {
    self.end = end
  }

  mutating func append(_ start: Int) {
    if starts.count < Self.most {
      starts.append(start)
    } else {
      hasMore = true
    }
  }
}

extension [Int] {
  /// Where in a sorted array the first number stands that has a property which all behind it have.
  fileprivate func partitioningIndex(where belongs: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}
