internal import FlowAnswer

/// Lines that are no Hubble lines themselves: what is in them is counted in their place.
///
/// From the first of them on, the rest of a block is written anew, as bare lines: those take the same way as the lines of any
/// other block. A log of bare lines never comes here.
extension BlockCounter {
  /// Writes lines that were kept: those of a block, or of what was found in it.
  ///
  /// They are lent for the call.
  public typealias KeptWriter = (UnsafeRawBufferPointer, [Range<Int>]) -> Void

  /// Whether a line that is one valid object, and no flow, holds Hubble lines; the search has them then.
  mutating func holdsLines(_ bytes: Span<UInt8>, object line: Range<Int>, index: Int) -> Bool {
    guard asksForEnvelopes, !HubbleLine.isOne(bytes, reader.flow.line.wrapper) else {
      return false
    }
    reader.envelopes.found.removeAll()
    return note(
      reader.envelopes.search(bytes, object: line, index: index, .unknown, guesses: false))
  }

  /// Whether a line that is not one valid object holds Hubble lines.
  mutating func holdsLines(_ bytes: Span<UInt8>, text line: Range<Int>, index: Int) -> Bool {
    guard asksForEnvelopes else {
      return false
    }
    reader.envelopes.found.removeAll()
    return note(reader.envelopes.search(bytes, text: line, index: index, guesses: false))
  }

  /// Who reads the lines found them in a form; it is told where the input holds any of Hubble's.
  mutating func note(_ form: LineForm) {
    counts.note(form)
  }

  private mutating func note(_ holdsLines: Bool) -> Bool {
    if holdsLines {
      obstacle = .envelope
    }
    return holdsLines
  }

  /// Counts the lines of a block, which has been scanned, from one that holds Hubble lines on.
  ///
  /// The search has those of this one already. Ends in front of a line that may begin a document.
  mutating func takeRest(
    _ block: UnsafeRawBufferPointer, from cursor: BlockCursor, mayHoldDocuments: Bool,
    _ outcome: inout BlockOutcome, _ drops: inout DropBatch, _ write: KeptWriter
  ) {
    // Lent for this call.
    let bytes = unsafe Span<UInt8>(_unsafeBytes: block)
    asksForEnvelopes = false
    asksForDocuments = false
    defer {
      asksForEnvelopes = true
      reader.envelopeTime = .absent
    }
    var next = cursor
    next.pass(reader.scan.suspects, behind: reader.scan.lineEnd(next.index))
    var guesses = true
    while true {
      rewrite(bytes, from: next, guesses, mayHoldDocuments, &outcome)
      // Its own memory: nothing is searched while the lines are counted.
      let lines = unsafe reader.envelopes.found.block
      counts.kept.beginBlock()
      let failed = unsafe takeFound(lines, &outcome, &drops)
      unsafe write(lines, counts.kept.pieces)
      guard let failed, let base = block.baseAddress else {
        return
      }
      // A guess was wrong: from this line on nothing is taken for what it looks like, so that a block is scanned twice at most.
      guesses = false
      reader.envelopes.found.removeAll()
      unsafe reader.scan.scan(base, byteCount: block.count)
      next = BlockCursor(at: failed.line, failed.start, suspects: reader.scan.suspects)
    }
  }

  /// Writes the lines from the cursor on as bare lines; a line that holds none as it is.
  private mutating func rewrite(
    _ bytes: Span<UInt8>, from cursor: BlockCursor, _ guesses: Bool, _ mayHoldDocuments: Bool,
    _ outcome: inout BlockOutcome
  ) {
    // The scan's until its next block.
    let lent = unsafe (reader.scan.lineEnds, reader.scan.outside)
    let ends = unsafe lent.0.span
    let stringEnds = unsafe StringEnds(outside: lent.1)
    let suspects = reader.scan.suspects
    var lines = cursor
    while lines.index < ends.count {
      let end = Int(ends[lines.index])
      let line = lines.start..<end
      if lines.isSuspect(suspects) {
        if mayHoldDocuments && lines.mayBeginDocument(bytes, ends) {
          outcome.documentBegins(at: lines)
          return
        }
        if !reader.envelopes.search(bytes, text: line, index: lines.index, guesses: guesses) {
          reader.envelopes.copy(bytes, line, index: lines.index)
        }
      } else if HubbleLine.hasHead(bytes, lines.start)
        || !reader.envelopes.search(
          bytes, object: line, index: lines.index, stringEnds, guesses: guesses)
      {
        reader.envelopes.copy(bytes, line, index: lines.index)
      }
      lines.pass(suspects, behind: end)
    }
  }

  /// Counts what was found; gives the origin of the first line that was taken for a Hubble line and is none.
  private mutating func takeFound(
    _ block: UnsafeRawBufferPointer, _ outcome: inout BlockOutcome,
    _ drops: inout DropBatch
  ) -> BareLines.Origin? {
    guard let base = block.baseAddress else {
      return nil
    }
    // The lines' own memory; nothing is found while they are counted.
    unsafe reader.scan.scan(base, byteCount: block.count)
    let bytes = unsafe Span<UInt8>(_unsafeBytes: block)
    let lent = unsafe reader.scan.lineEnds
    let ends = unsafe lent.span
    let suspects = reader.scan.suspects
    reader.findShortWays(bytes, ends)
    if !reader.search.isEmpty {
      reader.search.search(bytes, ends)
    }
    // Nothing of a line is counted before all that was found in it is known to be right.
    let origins = reader.envelopes.found.origins
    let failed = suspects.first { origins[$0].isGuess }.map { origins[$0] }
    var lines = BlockCursor()
    while lines.index < ends.count && !counts.kept.isComplete {
      let end = Int(ends[lines.index])
      let origin = origins[lines.index]
      if let failed, origin.line == failed.line {
        return failed
      }
      let isSuspect = lines.isSuspect(suspects)
      reader.envelopeTime = origin.time
      reader.lineIndex = origin.line
      counts.kept.beginLine()
      if isSuspect {
        if let column = takeSuspect(bytes, lines, ends, &drops) {
          outcome.note(
            MalformedLine(index: origin.line, byteOffset: origin.start, column: column))
        }
      } else if !rules.takesShortWay || !takeShort(bytes, ends, &lines) {
        takeValid(bytes, lines.start, end, ends, lines.index, &drops)
      }
      if origin.leavesOthers {
        counts.coverage.objectsReadInPart &+= 1
      }
      if let form = origin.form {
        counts.coverage.forms.note(form, of: reader.envelopes.forms)
      }
      if counts.kept.isAsked {
        counts.kept.endLine(bytes, lines.start..<end)
      }
      lines.pass(suspects, behind: end)
    }
    return nil
  }
}
