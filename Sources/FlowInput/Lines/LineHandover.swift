/// How whole lines are handed over: as they are, or copied by the rewriter.
extension LineCutter {
  /// The next event of the whole lines in front.
  mutating func handOver() -> LineBlockEvent? {
    goal = options.blockByteCount
    if let joined = documents.joined {
      guard !hasPrefixes && !joined.isScattered else {
        return rewriteJoined()
      }
      wantsAnswer = true
      return .block(lend(joined))
    }
    if rewrittenByteCount == nil {
      if !options.searchesPrefixes && wholeByteCount <= options.maximumLineByteCount {
        wantsAnswer = true
        return .block(lend(nil))
      }
      let survey = buffer.survey(
        upTo: wholeByteCount, longestLine: options.maximumLineByteCount)
      if survey.isPlain {
        wantsAnswer = !options.searchesPrefixes
        return .block(lend(wantsAnswer ? nil : survey.lineCount))
      }
      if !options.searchesPrefixes {
        // A line is too long, or may have a prefix.
        wholeByteCount = 0
        documents.begin(options)
        return nil
      }
    }
    return rewrite(from: rewrittenByteCount ?? 0)
  }

  private mutating func lend(_ lineCount: Int?) -> LineBlock {
    // The borrower has the bytes until `next` takes them back, and nothing touches them before.
    let block = unsafe LineBlock(
      start: buffer.lend(wholeByteCount), byteCount: wholeByteCount, lineCount: lineCount,
      firstPlace: place, places: nil)
    assert(block.isAsPromised, "a block is not whole lines")
    advance(wholeByteCount, lineCount: lineCount ?? 0)
    wholeByteCount = 0
    return block
  }

  /// Lends whole lines that lie elsewhere and come next; the buffer's bytes come once more.
  mutating func lend(other lines: UnsafeRawBufferPointer) -> LineBlock? {
    guard let base = lines.baseAddress else {
      return nil
    }
    buffer.drop(buffer.byteCount)
    otherByteCount = lines.count
    // Whoever lends them keeps them until the next call.
    let block = unsafe LineBlock(
      start: base, byteCount: lines.count, lineCount: nil, firstPlace: place, places: nil)
    goal = options.blockByteCount
    advance(lines.count, lineCount: 0)
    return block
  }

  /// Ends the loan of such lines; those that were not taken come once more, from the place that is the present one then.
  mutating func takeBackOther(_ answer: LineBlockAnswer) {
    switch answer {
    case .taken(let lineCount):
      advance(0, lineCount: lineCount)
    case .mayHoldPrefixes:
      place.byteOffset -= Int64(otherByteCount)
    case .mayHoldDocument(let lineCount, let byteCount):
      place.byteOffset -= Int64(otherByteCount - byteCount)
      advance(0, lineCount: lineCount)
    }
    otherByteCount = 0
  }

  private mutating func rewrite(from rewritten: Int) -> LineBlockEvent? {
    var lineStart = rewritten
    while lineStart < wholeByteCount, let lineEnd = buffer.lineFeed(from: lineStart) {
      let outcome = rewriter.offer(lineStart..<lineEnd, of: buffer, at: place)
      if case .blockIsFull = outcome {
        break
      }
      advance(lineEnd + 1 - lineStart, lineCount: 1)
      lineStart = lineEnd + 1
      rewrittenByteCount = lineStart
      if case .oversize(let place) = outcome {
        return .oversizeLine(place)
      }
    }
    if lineStart >= wholeByteCount {
      buffer.drop(wholeByteCount)
      wholeByteCount = 0
      rewrittenByteCount = nil
    }
    guard let block = rewriter.lend() else {
      // Nor must endless parts.
      isPaused = true
      return nil
    }
    return .block(block)
  }
}
