/// The lines that came out of a joiner, and where they were.
struct JoinedLines: Sendable {
  let byteCount: Int
  /// Where the first of the bytes is.
  private let start: LinePlace
  /// Where the next line begins.
  let end: LinePlace
  /// Whether any of them is a document over several lines, or was in one.
  let hasDocuments: Bool
  let needsOrder: Bool
  /// Whether the lines are to be copied, as the bytes are not theirs alone.
  let isScattered: Bool
  private let lines: [DocumentJoiner.JoinedLine]
  private var nextIndex = 0

  /// What a joiner has settled of a buffer whose first line is at `place`.
  init(_ joiner: DocumentJoiner, at place: LinePlace) {
    byteCount = joiner.settledByteCount
    start = place
    end = place.moved(joiner.settledByteCount, lineCount: joiner.settledLineCount)
    hasDocuments = joiner.lines.contains(where: \.isOfDocument)
    needsOrder = joiner.needsOrder
    isScattered = joiner.isScattered
    lines = joiner.lines
  }

  var places: [LinePlace] {
    lines.map(place)
  }

  /// The next line that was not taken yet, and where it begins in its file.
  var next: (line: DocumentJoiner.JoinedLine, place: LinePlace)? {
    nextIndex < lines.count ? (lines[nextIndex], place(lines[nextIndex])) : nil
  }

  mutating func takeNext() {
    nextIndex += 1
  }

  private func place(_ line: DocumentJoiner.JoinedLine) -> LinePlace {
    start.moved(line.offset, lineCount: line.lineIndex)
  }
}

extension LinePlace {
  /// The place so many bytes and lines further on.
  func moved(_ byteCount: Int, lineCount: Int) -> Self {
    LinePlace(
      fileIndex: fileIndex, lineNumber: lineNumber + Int64(lineCount),
      byteOffset: byteOffset + Int64(byteCount))
  }
}
