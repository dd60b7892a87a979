import FlowInput
import FlowTally

extension LineBlockAnswer {
  /// What a block's outcome means to who reads the lines.
  init(_ outcome: BlockOutcome) {
    if outcome.isRefused {
      self = .mayHoldPrefixes
    } else if let byteCount = outcome.documentStart {
      self = .mayHoldDocument(lineCount: outcome.lineCount, byteCount: byteCount)
    } else {
      self = .taken(lineCount: outcome.lineCount)
    }
  }
}

extension Tally {
  /// Counts the lines of a block that is lent; what its answer is, the outcome says.
  mutating func take(_ block: LineBlock, _ write: BlockCounter.KeptWriter) -> BlockOutcome {
    // Lent until the next block is asked for, which comes after this call.
    unsafe take(
      UnsafeRawBufferPointer(start: block.start, count: block.byteCount),
      mayHoldPrefixes: block.lineCount == nil, mayHoldDocuments: !block.isSettled,
      times: block.prefixTimes.map { TimesInFront($0.texts, ends: $0.ends) }, write)
  }
}
