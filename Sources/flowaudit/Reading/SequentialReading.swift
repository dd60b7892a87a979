import FlowAnswer
import FlowInput
import FlowTally

/// Inputs read one after the other: pipes, and whatever else cannot be cut.
struct SequentialReading {
  private(set) var report = ReadingReport()
  private let inputs: [Input]
  private let options: LineBlockOptions
  private var meter: Meter
  private let sink: LineSink?

  /// A reading of a log that is followed.
  init(_ options: LineBlockOptions, meter: Meter, sink: LineSink? = nil) {
    self.init([], options, meter: meter, sink: sink)
  }

  /// A reading with the same options that has read nothing yet.
  func next() -> Self {
    Self(inputs, options, meter: meter, sink: sink)
  }

  /// An input that is no flow log is one message.
  mutating func judge(_ counts: InputCounts, of input: Input) {
    if !report.wasInterrupted {
      report.judge(counts, of: input)
    }
  }

  /// A part of an input that is of no flow log is one message.
  mutating func judge(part counts: InputCounts, of input: Input) {
    if !report.wasInterrupted && counts.isPartOfNoFlowLog {
      report.addStranger(counts, input)
    }
  }

  init(_ inputs: [Input], _ options: LineBlockOptions, meter: Meter, sink: LineSink?) {
    self.sink = sink
    self.inputs = inputs
    self.options = options
    self.meter = meter
  }

  /// Reads all inputs to their ends, or until a signal comes.
  mutating func read(_ plan: TallyPlan, _ kernels: KernelSet) -> Summary {
    var tally = Tally(plan, kernels: kernels)
    for input in inputs where !report.wasInterrupted && report.change == nil && !isDone(tally) {
      read(input, into: &tally)
    }
    meter.end()
    return tally.finish(wasInterrupted: report.wasInterrupted)
  }

  private mutating func read(_ input: Input, into tally: inout Tally) {
    var blocks = LineBlocks(input, options: options)
    let isStream = input.isStream
    tally.beginInput(InputName(input, isPipe: input.isPipe))
    read(&blocks, of: input, into: &tally)
    noteSilence(blocks, of: input, isStream: isStream)
    judge(tally.endInput(), of: input)
  }

  /// Reads to the end of the input, or until a signal comes.
  private mutating func read(
    _ blocks: inout LineBlocks, of input: Input, into tally: inout Tally
  ) {
    var answer = LineBlockAnswer.taken(lineCount: 0)
    var bytesRead: Int64 = 0
    while take(blocks.next(after: answer), of: input, into: &tally, &answer) {
      meter.add(blocks.bytesRead - bytesRead)
      bytesRead = blocks.bytesRead
      if Interrupts.hasCome {
        report.wasInterrupted = true
        // What a command has printed is read while it ends.
        guard input.stop() else {
          break
        }
      }
      if isDone(tally) {
        break
      }
    }
    report.byteCount &+= UInt64(clamping: blocks.decodedByteCount)
  }

  /// Reads what is new of a followed log into a tally that has begun it; gives how far each stretch was read.
  ///
  /// Behind one that could not be read to its end nothing is, so that lines come in their order.
  mutating func read(
    _ look: FollowedLog.Look, of name: String, into tally: inout Tally
  ) -> [StretchReading] {
    var readings: [StretchReading] = []
    var blocks = LineBlocks(Input(name: name, files: []), options: options)
    for stretch in look.stretches {
      guard !report.wasInterrupted, readings.last?.isWhole ?? true else {
        readings.append(stretch.unread)
        continue
      }
      let input = Input(name: name, files: [.held(stretch)])
      blocks.begin(
        input, isContinued: stretch.offset > 0 || !readings.isEmpty, mayGoOn: stretch.mayGoOn)
      let byteCount = report.byteCount
      read(&blocks, of: input, into: &tally)
      let reading = stretch.reading(of: blocks, isInterrupted: report.wasInterrupted)
      readings.append(reading)
      // The beginning of a line whose rest could not be had is read once more, and counts then.
      report.byteCount = byteCount &+ UInt64(clamping: reading.offset - stretch.offset)
    }
    return readings
  }

  /// Reads an input that comes once into a tally that has begun it; gives how many bytes came.
  mutating func read(_ input: Input, on tally: inout Tally) -> Int64 {
    var blocks = LineBlocks(input, options: options)
    let isStream = input.isStream
    read(&blocks, of: input, into: &tally)
    noteSilence(blocks, of: input, isStream: isStream)
    return blocks.bytesRead
  }

  /// Reads on in an input that stays open between commits; gives whether it is at its end.
  ///
  /// The tally has begun it. `isEnough` is asked after each event; the answer to the last block goes on with the blocks.
  mutating func read(
    _ blocks: inout LineBlocks, of input: Input, into tally: inout Tally,
    _ answer: inout LineBlockAnswer, until isEnough: () -> Bool
  ) -> Bool {
    let before = blocks.decodedByteCount
    var isAtEnd = false
    repeat {
      isAtEnd = !take(blocks.next(after: answer), of: input, into: &tally, &answer)
    } while !isAtEnd && !isEnough()
    report.byteCount &+= UInt64(clamping: blocks.decodedByteCount - before)
    return isAtEnd
  }

  /// A stream without a byte is worth a message, unless there is another.
  private mutating func noteSilence(
    _ blocks: borrowing LineBlocks, of input: Input, isStream: Bool
  ) {
    let hasProblem = report.problems.contains { input.files.map(\.origin).contains($0.origin) }
    if isStream && blocks.bytesRead == 0 && !hasProblem {
      report.silentPipes.append(input.name)
    }
  }

  /// Whether reading on would change nothing: no further line counts, or none can be written.
  private func isDone(_ tally: borrowing Tally) -> Bool {
    tally.kept.isComplete || sink?.hasFailed == true || tally.window?.surelyHasNoTimes == true
  }

  /// Takes an event; false at the input's end.
  private mutating func take(
    _ event: LineBlockEvent, of input: Input, into tally: inout Tally,
    _ answer: inout LineBlockAnswer
  ) -> Bool {
    switch event {
    case .block(let block):
      let sink = sink
      let outcome = unsafe tally.take(block) { lines, pieces in unsafe sink?.write(lines, pieces) }
      if let sink, input.isPipe {
        // Who reads on should not wait for a buffer to fill.
        sink.flush()
      }
      if block.hasDocuments {
        tally.note(.documents)
      }
      if block.prefixTimes != nil {
        tally.note(.containerPrefixes)
      }
      answer = LineBlockAnswer(outcome)
      for line in outcome.malformedLines {
        let place = block.place(ofLine: line.index, at: line.byteOffset)
        note(.malformed(column: line.column), at: place, of: input)
      }
    case .oversizeLine(let place):
      if tally.addOversizeLine() {
        note(.oversize(limit: options.maximumLineByteCount), at: place, of: input)
      }
    case .unfinishedPart(let place):
      if tally.addUnfinishedPart() {
        note(.unfinished, at: place, of: input)
      }
    case .problem(let problem) where Interrupts.hasCome && problem.cause.isOfCommand:
      // Who ends this process ends the command beside it, as systemd does.
      break
    case .problem(let problem) where report.problems.contains(problem):
      // Of a log that is looked at again and again.
      break
    case .problem(let problem):
      report.note(problem, of: input)
    case .changed(let change):
      report.change = change
    case .pause:
      break
    case .end:
      return false
    }
    return true
  }

  private mutating func note(_ fault: BadLine.Fault, at place: LinePlace, of input: Input) {
    let name = input.files[place.fileIndex].name
    report.note(BadLine(file: name, line: place.lineNumber, fault: fault))
  }
}
