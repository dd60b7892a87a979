/// The lines that came out of a joiner, and where they were.
struct JoinedLines: Sendable {
  let byteCount: Int
  let places: [LinePlace]
  /// Where the next line begins.
  let end: LinePlace
  let hasDocuments: Bool
  let needsOrder: Bool
  private var nextIndex = 0

  /// What a joiner has settled of a buffer whose first line is at `place`.
  init(_ joiner: DocumentJoiner, at place: LinePlace) {
    byteCount = joiner.settledByteCount
    places = joiner.lines.map { line in place.moved(line.offset, lineCount: line.lineIndex) }
    end = place.moved(joiner.settledByteCount, lineCount: joiner.settledLineCount)
    hasDocuments = joiner.hasDocuments
    needsOrder = joiner.needsOrder
  }

  /// The place of the line behind the one that was taken last.
  mutating func next() -> LinePlace {
    nextIndex += 1
    return nextIndex < places.count ? places[nextIndex] : end
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
