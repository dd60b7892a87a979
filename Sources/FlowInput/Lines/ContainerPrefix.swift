/// What a container runtime writes in front of a line, or of a part of one:
/// `2026-01-02T15:04:05.000000000Z stdout F `.
///
/// Source of the rule: `^\d{4}-\d\d-\d\dT\S+ (stdout|stderr) ([FP])(?::\S+)? ` over bytes.
struct ContainerPrefix: Equatable {
  enum Stream {
    case standardOutput, standardError
  }

  enum Mark {
    /// The last or only part.
    case full
    /// More parts follow.
    case partial
  }

  let stream: Stream
  let mark: Mark
  /// Bytes of the time that it begins with.
  let timeByteCount: Int
  /// Bytes with the last space.
  let byteCount: Int

  init?(_ line: Span<UInt8>) {
    guard let timeStart = Self.endOfDate(in: line),
      let streamStart = Self.endOfWord(in: line, from: timeStart)
    else {
      return nil
    }
    let markStart: Int
    if let end = Self.end(of: Self.standardOutput, in: line, from: streamStart) {
      (stream, markStart) = (.standardOutput, end)
    } else if let end = Self.end(of: Self.standardError, in: line, from: streamStart) {
      (stream, markStart) = (.standardError, end)
    } else {
      return nil
    }
    guard markStart < line.count, let mark = Mark(letter: line[markStart]),
      let end = Self.endOfTags(in: line, from: markStart + 1)
    else {
      return nil
    }
    self.mark = mark
    timeByteCount = streamStart - 1
    byteCount = end
  }

  /// `d` stands for a digit.
  private static let date = Array("dddd-dd-ddT".utf8)
  private static let standardOutput = Array("stdout ".utf8)
  private static let standardError = Array("stderr ".utf8)

  private static func endOfDate(in line: Span<UInt8>) -> Int? {
    guard line.count >= date.count else {
      return nil
    }
    for index in date.indices {
      let isRight =
        date[index] == UInt8(ascii: "d") ? isDigit(line[index]) : line[index] == date[index]
      guard isRight else {
        return nil
      }
    }
    return date.count
  }

  private static func end(of pattern: [UInt8], in line: Span<UInt8>, from start: Int) -> Int? {
    guard line.count - start >= pattern.count else {
      return nil
    }
    for index in pattern.indices where line[start + index] != pattern[index] {
      return nil
    }
    return start + pattern.count
  }

  /// The end of at least one byte that is no white space, and of the one space behind.
  private static func endOfWord(in line: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < line.count && !isWhiteSpace(line[index]) {
      index += 1
    }
    let isWord = index > start && index < line.count && line[index] == UInt8(ascii: " ")
    return isWord ? index + 1 : nil
  }

  /// The end of the space behind a mark, or of `:TAGS `.
  private static func endOfTags(in line: Span<UInt8>, from start: Int) -> Int? {
    guard start < line.count else {
      return nil
    }
    switch line[start] {
    case UInt8(ascii: " "): return start + 1
    case UInt8(ascii: ":"): return endOfWord(in: line, from: start + 1)
    default: return nil
    }
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || 0x09...0x0d ~= byte
  }
}

extension ContainerPrefix.Mark {
  fileprivate init?(letter: UInt8) {
    switch letter {
    case UInt8(ascii: "F"): self = .full
    case UInt8(ascii: "P"): self = .partial
    default: return nil
    }
  }
}
