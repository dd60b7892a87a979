import FlowAnswer
import FlowInput
import FlowTally
import FlowThreads

/// Files read by several threads: plain ones in stripes, compressed ones whole, accounted in order.
struct ParallelReading {
  /// Bytes of a stripe: long enough that opening it costs nothing, short enough that little waits in front of the ledger.
  private static let stripeByteCount: Int64 = 4 << 20

  private let inputs: [Input]
  private let segments: [LogSegment]
  private let plan: TallyPlan
  private let kernels: KernelSet
  private let options: LineBlockOptions
  private let threadCount: Int
  private let meter: Meter
  private let sink: LineSink?

  /// Nil where the inputs cannot be cut, or are one short piece.
  init?(
    _ inputs: [Input], _ plan: TallyPlan, _ kernels: KernelSet, _ options: LineBlockOptions,
    threadCount: Int, meter: Meter, sink: LineSink?
  ) {
    guard
      let segments = LogSegment.segments(of: inputs, stripeByteCount: Self.stripeByteCount),
      segments.count > 1
    else {
      return nil
    }
    self.inputs = inputs
    self.segments = segments
    self.plan = plan
    self.kernels = kernels
    self.options = options
    self.threadCount = min(threadCount, segments.count)
    self.meter = meter
    self.sink = sink
  }

  /// What reading by several threads comes to.
  enum Outcome {
    case answer(Summary, ReadingReport)
    /// The lines have to be read in order: one may have a container prefix, whose parts are joined, or there are more groups than have room,
    /// of which the first ones stay.
    case needsOrder
    /// A mapped file was written to.
    case changed(FileChange)
  }

  /// Reads everything.
  func read() -> Outcome {
    let board = SegmentBoard(segments, plan, threadCount: threadCount, meter: meter, sink: sink)
    Threads.run(threadCount) {
      var worker = Worker(self, board)
      switch worker.readSegments() {
      case .done: break
      case .needsOrder: board.cancel(.needsOrder)
      case .changed(let change): board.cancel(.changed(change))
      }
      worker.handIn()
    }
    return board.failure
      ?? board.finish(plan, inputs, wasInterrupted: Interrupts.hasCome) ?? .needsOrder
  }

  /// The inputs, to be read in order.
  var wholeInputs: [Input] {
    LogSegment.whole(inputs, of: segments)
  }

  /// One thread's part.
  private struct Worker: ~Copyable {
    enum End {
      case done
      case needsOrder
      case changed(FileChange)
    }

    private let reading: ParallelReading
    private let board: SegmentBoard
    private var counter: BlockCounter
    private var blocks: LineBlocks
    private var drops = DropBatch()
    private var result = SegmentResult()

    init(_ reading: ParallelReading, _ board: SegmentBoard) {
      self.reading = reading
      self.board = board
      counter = BlockCounter(reading.plan, kernels: reading.kernels)
      blocks = LineBlocks(Input(name: "", files: []), options: reading.options)
    }

    mutating func readSegments() -> End {
      while let index = board.takeSegment() {
        let segment = reading.segments[index]
        result = SegmentResult()
        counter.beginInput(segment.inputIndex)
        blocks.begin(segment.input, isContinued: !segment.beginsInput)
        let end = read(segment, index)
        guard case .done = end else {
          return end
        }
        guard !counter.hasOverflowed else {
          return .needsOrder
        }
        result.byteCount = UInt64(clamping: blocks.decodedByteCount)
        board.finish(index, &drops, result)
      }
      return .done
    }

    /// Reads a segment to its end.
    private mutating func read(_ segment: LogSegment, _ index: Int) -> End {
      var answer = LineBlockAnswer.taken(lineCount: 0)
      var bytesRead: Int64 = 0
      while true {
        let event = blocks.next(after: answer)
        switch event {
        case .block(let block):
          // The block is lent until the next call of `next()`, which comes after this one.
          let bytes = unsafe UnsafeRawBufferPointer(start: block.start, count: block.byteCount)
          var part = SegmentResult()
          swap(&part, &result)
          let board = board
          let outcome = unsafe counter.take(
            bytes, mayHoldPrefixes: true, mayHoldDocuments: !block.isSettled, drops: &drops
          ) { lines, pieces in unsafe board.write(lines, pieces, of: index, &part) }
          swap(&part, &result)
          // The parts of a line, and those of a document, may lie in several segments.
          guard !outcome.isRefused, !block.needsOrder else {
            return .needsOrder
          }
          answer = LineBlockAnswer(outcome)
          result.lineCount += Int64(outcome.lineCount)
          for line in outcome.malformedLines {
            note(.malformed(column: line.column), block.place(ofLine: line.index, at: 0), segment)
          }
        case .oversizeLine(let place):
          guard !blocks.needsOrder else {
            return .needsOrder
          }
          counter.addOversizeLine()
          result.lineCount += 1
          note(.oversize(limit: reading.options.maximumLineByteCount), place, segment)
        case .problem(let problem):
          result.problems.append(problem)
        case .changed(let change):
          return .changed(change)
        case .unfinishedPart, .pause:
          break
        case .end:
          return .done
        }
        board.offer(&drops, of: index, bytesRead: blocks.bytesRead - bytesRead)
        bytesRead = blocks.bytesRead
        if Interrupts.hasCome || reading.sink?.hasFailed == true {
          board.cancel()
          return .done
        }
      }
    }

    private mutating func note(
      _ fault: BadLine.Fault, _ place: LinePlace, _ segment: LogSegment
    ) {
      if result.badLines.count < BadLine.maximumCount {
        let name = segment.input.files[0].name
        result.badLines.append(BadLine(file: name, line: place.lineNumber, fault: fault))
      }
    }

    consuming func handIn() {
      board.add(counter)
    }
  }
}
