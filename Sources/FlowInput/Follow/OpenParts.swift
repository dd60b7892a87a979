/// The end of a log that is being written: a line that a container runtime has cut in parts may have more of them to come.
extension HeldFile {
  /// So much of the end is looked at: a line whose parts began before that is read as far as it is there.
  private static let lookedAtByteCount: Int64 = 1 << 20

  /// Where the whole lines before `end` end, `start` where there is none.
  ///
  /// Ends where no line is unfinished: what follows an open one waits with it, so that the next look finds all in its order. In a log
  /// that `isQuiet`, to which nothing has come since the last look, no line waits any more: its rest is lost.
  func endOfWholeLines(
    from start: Int64, to end: Int64, isQuiet: Bool
  ) throws(InputProblem) -> Int64 {
    let end = try endOfLastLine(from: start, to: end)
    let first = max(start, end - Self.lookedAtByteCount)
    guard end > start, !isQuiet, try isCutByRuntime(from: first, to: end) else {
      return end
    }
    var parts = OpenParts(isWhole: first == start)
    var (offset, lastClosed) = (first, first)
    let lines = try bytes(at: first, count: Int(end - first)).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // Of the first one the beginning is not there, unless it is that of the stretch; behind the last LF nothing is.
    for (index, line) in lines.dropLast().enumerated() {
      if index > 0 || first == start {
        parts.take(line)
      }
      offset += Int64(line.count) + 1
      if !parts.isOpen {
        lastClosed = offset
      }
    }
    return lastClosed
  }

  /// Whether the last line has a container prefix.
  private func isCutByRuntime(from start: Int64, to end: Int64) throws(InputProblem) -> Bool {
    let line = try endOfLastLine(from: start, to: end - 1)
    let head = try bytes(at: line, count: Int(min(end - line, 256)))
    return ContainerPrefix(head.span) != nil
  }
}

/// Whether a line is unfinished, on either stream.
private struct OpenParts {
  /// Parts of a line follow each other closely: of one behind whose last part so many bytes of others came, the rest is lost.
  private static let mostBetween = 65_536

  private enum Line {
    /// Its beginning was not seen: what follows is read as it is.
    case unknown
    /// So many bytes of the other stream came since.
    case open(Int)
    case closed
  }

  private var standardOutput: Line
  private var standardError: Line

  /// Whether what comes is all that there is.
  init(isWhole: Bool) {
    standardOutput = isWhole ? .closed : .unknown
    standardError = standardOutput
  }

  var isOpen: Bool {
    Self.isOpen(standardOutput) || Self.isOpen(standardError)
  }

  mutating func take(_ line: ArraySlice<UInt8>) {
    let head = Array(line.prefix(256))
    guard let prefix = ContainerPrefix(head.span) else {
      return
    }
    switch prefix.stream {
    case .standardOutput:
      Self.take(prefix.mark, &standardOutput)
      Self.pass(line.count, &standardError)
    case .standardError:
      Self.take(prefix.mark, &standardError)
      Self.pass(line.count, &standardOutput)
    }
  }

  private static func isOpen(_ line: Line) -> Bool {
    if case .open = line { true } else { false }
  }

  private static func take(_ mark: ContainerPrefix.Mark, _ line: inout Line) {
    switch (mark, line) {
    case (.full, _): line = .closed
    case (.partial, .unknown): break
    case (.partial, .open), (.partial, .closed): line = .open(0)
    }
  }

  private static func pass(_ byteCount: Int, _ line: inout Line) {
    if case .open(let passed) = line {
      line = passed + byteCount > mostBetween ? .unknown : .open(passed + byteCount)
    }
  }
}
