internal import FlowAnswer

/// What becomes of a line: a flow, an event that is none, or something that has to be searched or cannot be read.
extension BlockCounter {
  /// Counts a line that is known to be one valid object.
  mutating func takeValid(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ ends: Span<UInt32>, _ index: Int,
    _ drops: inout DropBatch
  ) {
    reader.readValid(bytes, start, end, ends, index)
    takeObject(bytes, start..<end, index, &drops)
  }

  /// Counts a line that has to be judged; gives the column of its first wrong byte where it is malformed.
  mutating func takeSuspect(
    _ bytes: Span<UInt8>, _ lines: BlockCursor, _ ends: Span<UInt32>, _ drops: inout DropBatch
  ) -> Int? {
    let line = lines.start..<Int(ends[lines.index])
    switch reader.flow.read(bytes, line.lowerBound, line.upperBound) {
    case .blank:
      if isNewUntimed(bytes, line) {
        counts.add(.blank)
      }
    case .malformed(let position):
      if asksForDocuments && lines.mayBeginDocument(bytes, ends) {
        obstacle = .document
        return nil
      }
      guard !holdsLines(bytes, text: line, index: lines.index), isNewUntimed(bytes, line) else {
        return nil
      }
      counts.addMalformed(bytes, line)
      return position - line.lowerBound + 1
    case .object:
      takeObject(bytes, line, lines.index, &drops)
    }
    return nil
  }

  private mutating func takeObject(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ index: Int, _ drops: inout DropBatch
  ) {
    if reader.flow.line.hasFlow && HubbleLine.isFlow(reader.flow.line.flow.fields) {
      takeFlow(bytes, line, &drops)
    } else if HubbleLine.isBareFlow(bytes, reader.flow.line.wrapper) {
      reader.flow.readBareFlow(bytes, line.lowerBound)
      takeFlow(bytes, line, &drops)
    } else if !holdsLines(bytes, object: line, index: index) {
      takeOther(bytes, line, &drops)
    }
  }

  /// Counts an object that is no flow for sure, and in which nothing was found.
  private mutating func takeOther(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ drops: inout DropBatch
  ) {
    if HubbleLine.isPoorFlow(bytes, line, reader.flow.line.wrapper) {
      if !reader.flow.line.hasFlow {
        reader.flow.readBareFlow(bytes, line.lowerBound)
      }
      takeFlow(bytes, line, &drops)
    } else if !isNewEvent(bytes, line) {
      return
    } else if reader.flow.readLostEvents(bytes, line.lowerBound) {
      takeLostEvents(bytes)
    } else {
      let isEvent = HubbleLine.isEvent(bytes, reader.flow.line.wrapper)
      guard isEvent || !CutFlow.isIn(bytes, line) else {
        return counts.addMalformed(bytes, line)
      }
      counts.addOther(bytes, line, isEvent: isEvent)
      if rules.tracesTime, isEvent {
        tracePolicy(bytes)
      }
      counts.coverage.noteNode(reader.node(at: reader.flow.wrapperNodeName(bytes), bytes))
      reader.flow.unavailableNodes(bytes) { counts.coverage.noteUnavailable($0) }
    }
  }
}
