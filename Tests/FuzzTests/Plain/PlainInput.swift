/// A line of an input, as the plain reader says it.
enum PlainInputLine: Equatable {
  case line([UInt8])
  case oversize
  case unfinished
}

/// The rule of lines, BOM, container prefixes and parts, written plainly: slow and whole in memory.
struct PlainInput {
  private struct Part {
    var bytes: [UInt8] = []
    var isOversize = false
  }

  private let limit: Int
  private(set) var lines: [PlainInputLine] = []
  private var parts = ["stdout": Part(), "stderr": Part()]

  /// Reads a whole input.
  init(_ text: [UInt8], limit: Int) {
    self.limit = limit
    let hasMark = text.starts(with: [0xEF, 0xBB, 0xBF])
    var raw = text.dropFirst(hasMark ? 3 : 0).split(
      separator: 0x0A, omittingEmptySubsequences: false)
    // A mark alone is an empty line.
    if raw.last?.isEmpty == true && !(hasMark && raw.count == 1) {
      raw.removeLast()
    }
    for line in raw {
      take(Array(line))
    }
    for stream in ["stdout", "stderr"] where parts[stream]?.bytes.isEmpty == false {
      lines.append(.unfinished)
    }
  }

  private mutating func take(_ raw: [UInt8]) {
    let isTooLong = raw.count > limit + 4096
    var line = isTooLong ? Array(raw.prefix(limit + 4097)) : raw
    while !isTooLong && line.last == 0x0D {
      line.removeLast()
    }
    guard let prefix = ContainerPrefixRule.prefix(of: line) else {
      return lines.append(raw.count > limit ? .oversize : .line(raw))
    }
    takePart(line.dropFirst(prefix.byteCount), isTooLong: isTooLong, prefix)
  }

  private mutating func takePart(
    _ content: ArraySlice<UInt8>, isTooLong: Bool, _ prefix: ContainerPrefixRule.Prefix
  ) {
    var line = parts[prefix.stream] ?? Part()
    defer { parts[prefix.stream] = prefix.isLast ? Part() : line }
    guard !line.isOversize else {
      return
    }
    line.bytes += content
    if isTooLong || line.bytes.count > limit {
      lines.append(.oversize)
      line = Part(isOversize: true)
    } else if prefix.isLast {
      lines.append(.line(line.bytes))
    }
  }
}

/// `TIME STREAM P|F[:TAG] `, as container runtimes write it in front of a line.
enum ContainerPrefixRule {
  struct Prefix {
    let byteCount: Int
    let stream: String
    let isLast: Bool
  }

  private static let whiteSpace: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C]

  static func prefix(of line: [UInt8]) -> Prefix? {
    let words = line.prefix(4200).split(
      separator: 0x20, maxSplits: 3, omittingEmptySubsequences: false)
    guard words.count == 4, isTime(words[0]), isMark(words[2]) else {
      return nil
    }
    let stream = String(decoding: words[1], as: UTF8.self)
    guard ["stdout", "stderr"].contains(stream) else {
      return nil
    }
    return Prefix(
      byteCount: words[..<3].map(\.count).reduce(3, +), stream: stream,
      isLast: words[2].first == UInt8(ascii: "F"))
  }

  /// `0000-00-00T` and something.
  private static func isTime(_ word: ArraySlice<UInt8>) -> Bool {
    let pattern = Array("0000-00-00T".utf8)
    guard word.count > pattern.count, !word.contains(where: whiteSpace.contains) else {
      return false
    }
    return zip(word, pattern).allSatisfy { byte, sign in
      sign == UInt8(ascii: "0")
        ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == sign
    }
  }

  /// `P`, `F`, or one of them with `:` and something.
  private static func isMark(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, [UInt8(ascii: "P"), UInt8(ascii: "F")].contains(first) else {
      return false
    }
    let rest = word.dropFirst()
    return rest.isEmpty
      || rest.count > 1 && rest.first == UInt8(ascii: ":")
        && !rest.contains(where: whiteSpace.contains)
  }
}
