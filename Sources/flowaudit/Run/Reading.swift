import FlowInput
import FlowTally

/// The inputs of a run, read one after the other into a tally.
struct Reading {
  /// What went wrong with the inputs, in order.
  private(set) var problems: [InputProblem]
  /// Inputs that are no flow logs.
  private(set) var strangers: [Stranger] = []
  /// Pipes from which nothing at all came.
  private(set) var silentPipeCount = 0
  /// Lines that could not be read, the first few.
  private(set) var badLines: [BadLine] = []
  /// Bytes of text read.
  private(set) var byteCount: UInt64 = 0
  private(set) var wasInterrupted = false

  private let inputs: [Input]
  private let options: LineBlockOptions
  private var meter: Meter

  init(_ options: Options, terminal: Terminal, machine: Machine) {
    let list = InputList(arguments: options.files.isEmpty ? ["-"] : options.files)
    inputs = list.inputs
    problems = list.problems
    self.options = LineBlockOptions(
      maximumLineByteCount: options.limits.maxLineByteCount, searchesPrefixes: false,
      inflater: machine.inflater, decodesAhead: machine.decodesAhead)
    meter = Meter(Progress.style(for: options, on: terminal), totalByteCount: Self.size(of: inputs))
  }

  /// Whether every input is a file whose size is known: only such can be read twice.
  var isRepeatable: Bool {
    Self.size(of: inputs) != nil
  }

  private static func size(of inputs: [Input]) -> UInt64? {
    var total: UInt64 = 0
    for input in inputs {
      guard let byteCount = LineBlocks(input).byteCount else {
        return nil
      }
      total &+= UInt64(clamping: byteCount)
    }
    return total
  }

  /// Reads all inputs to their ends, or until a signal comes.
  mutating func read(into tally: inout Tally) {
    for input in inputs where !wasInterrupted {
      read(input, into: &tally)
    }
    meter.end()
  }

  private mutating func read(_ input: Input, into tally: inout Tally) {
    var blocks = LineBlocks(input, options: options)
    let isPipe = input.isPipe
    tally.beginInput(InputName(input.name, isPipe: isPipe))
    let badLineCount = badLines.count
    let bytesBefore = meter.byteCount
    var answer = LineBlockAnswer.taken(lineCount: 0)
    while take(blocks.next(after: answer), of: input, into: &tally, &answer) {
      meter.update(bytesBefore &+ UInt64(clamping: blocks.bytesRead))
      if Interrupts.hasCome {
        wasInterrupted = true
        break
      }
    }
    byteCount &+= UInt64(clamping: blocks.decodedByteCount)
    if isPipe && blocks.bytesRead == 0 {
      silentPipeCount += 1
    }
    let counts = tally.endInput()
    if counts.isNoFlowLog && !wasInterrupted {
      strangers.append(Stranger(name: input.name, lineCount: counts.lineCount))
      badLines.removeSubrange(badLineCount...)
    }
  }

  /// Takes an event; false at the input's end.
  private mutating func take(
    _ event: LineBlockEvent, of input: Input, into tally: inout Tally,
    _ answer: inout LineBlockAnswer
  ) -> Bool {
    switch event {
    case .block(let block):
      // The block is lent until the next call of `next()`, which comes after this one.
      let bytes = unsafe UnsafeRawBufferPointer(start: block.start, count: block.byteCount)
      let outcome = unsafe tally.take(bytes, mayHoldPrefixes: block.lineCount == nil)
      answer = outcome.isRefused ? .mayHoldPrefixes : .taken(lineCount: outcome.lineCount)
      for line in outcome.malformedLines {
        let place = block.place(ofLine: line.index, at: line.byteOffset)
        note(.malformed(column: line.column), at: place, of: input)
      }
    case .oversizeLine(let place):
      tally.addOversizeLine()
      note(.oversize(limit: options.maximumLineByteCount), at: place, of: input)
    case .unfinishedPart(let place):
      tally.addUnfinishedPart()
      note(.unfinished, at: place, of: input)
    case .problem(let problem):
      problems.append(problem)
    case .pause:
      break
    case .end:
      return false
    }
    return true
  }

  private mutating func note(_ fault: BadLine.Fault, at place: LinePlace, of input: Input) {
    if badLines.count < BadLine.maximumCount {
      let name = input.files[place.fileIndex].name
      badLines.append(BadLine(file: name, line: place.lineNumber, fault: fault))
    }
  }
}

/// An input that is no flow log.
struct Stranger {
  let name: String
  let lineCount: UInt64
}

/// A line that could not be read, for a message.
struct BadLine: Equatable {
  /// Why.
  enum Fault: Equatable {
    case malformed(column: Int)
    case oversize(limit: Int)
    case unfinished
  }

  static let maximumCount = 5

  let file: String
  let line: Int64
  let fault: Fault

  /// `FILE:LINE: what is wrong`.
  var message: String {
    switch fault {
    case .malformed(let column): "\(file):\(line): not a JSON object (byte \(column) of the line)"
    case .oversize(let limit): "\(file):\(line): longer than --max-line \(limit), skipped"
    case .unfinished: "\(file):\(line): the parts of this line have no last one"
    }
  }
}

/// Progress on standard error.
private struct Meter {
  private var progress: Progress?
  private(set) var byteCount: UInt64 = 0

  init(_ style: Progress.Style?, totalByteCount: UInt64?) {
    progress = style.map {
      Progress(style: $0, totalByteCount: totalByteCount, at: Clock.elapsed())
    }
  }

  mutating func update(_ byteCount: UInt64) {
    self.byteCount = byteCount
    if let text = progress?.update(byteCount: byteCount, at: Clock.elapsed()) {
      StandardStream.error.write(text)
    }
  }

  mutating func end() {
    if let text = progress?.end() {
      StandardStream.error.write(text)
    }
  }
}
