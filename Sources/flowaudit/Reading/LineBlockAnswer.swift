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
