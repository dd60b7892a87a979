import Foundation

@testable import FlowInput

/// The rule of lines, BOM, container prefixes and parts, written plainly: slow and whole in memory.
func referenceLines(_ files: [[UInt8]], maximumLineByteCount limit: Int) -> [Seen] {
  var reference = ReferenceLines(limit: limit)
  for (index, file) in files.enumerated() {
    reference.read(file, fileIndex: index)
  }
  reference.end()
  return reference.seen
}

private struct ReferenceLines {
  struct Open {
    var bytes: [UInt8] = []
    var place: LinePlace?
    var isOversize = false
  }

  let limit: Int
  var seen: [Seen] = []
  var open = ["stdout": Open(), "stderr": Open()]
  var isAtStart = true
  let expression = try? NSRegularExpression(
    pattern:
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[^ \\t\\n\\r\\x0b\\x0c]+ (stdout|stderr) ([FP])(?::[^ \\t\\n\\r\\x0b\\x0c]+)? "
  )

  mutating func read(_ file: [UInt8], fileIndex: Int) {
    var bytes = file[...]
    var offset = 0
    if isAtStart && !bytes.isEmpty {
      isAtStart = false
      if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
        bytes = bytes.dropFirst(3)
        offset = 3
      }
    }
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true && !(lines.count == 1 && offset == 3) {
      lines.removeLast()
    }
    for (index, line) in lines.enumerated() {
      take(
        Array(line),
        LinePlace(
          fileIndex: fileIndex, lineNumber: Int64(index + 1), byteOffset: Int64(offset)))
      offset += line.count + 1
    }
  }

  mutating func take(_ raw: [UInt8], _ place: LinePlace) {
    let isTooLong = raw.count > limit + 4096
    var line = isTooLong ? Array(raw.prefix(limit + 4097)) : raw
    while !isTooLong && line.last == 13 {
      line.removeLast()
    }
    guard let prefix = prefix(of: line) else {
      seen.append(raw.count > limit ? .oversize(place) : .line(raw, place))
      return
    }
    takePart(
      line.dropFirst(prefix.byteCount), isTooLong: isTooLong, prefix.stream, prefix.isLast, place)
  }

  mutating func takePart(
    _ content: ArraySlice<UInt8>, isTooLong: Bool, _ stream: String, _ isLast: Bool,
    _ place: LinePlace
  ) {
    var line = open[stream] ?? Open()
    defer { open[stream] = isLast ? Open() : line }
    guard !line.isOversize else {
      return
    }
    let first = line.place ?? place
    line.bytes += content
    line.place = line.bytes.isEmpty ? nil : first
    if isTooLong || line.bytes.count > limit {
      seen.append(.oversize(first))
      line = Open(isOversize: true)
    } else if isLast {
      seen.append(.line(line.bytes, first))
    }
  }

  mutating func end() {
    for stream in ["stdout", "stderr"] {
      if let place = open[stream]?.place {
        seen.append(.unfinished(place))
      }
    }
  }

  func prefix(of line: [UInt8]) -> (byteCount: Int, stream: String, isLast: Bool)? {
    guard let text = String(bytes: line, encoding: .isoLatin1).map({ NSString(string: $0) }),
      let match = expression?.firstMatch(
        in: String(text), range: NSRange(location: 0, length: text.length))
    else {
      return nil
    }
    return (
      match.range.length, text.substring(with: match.range(at: 1)),
      text.substring(with: match.range(at: 2)) == "F"
    )
  }
}
