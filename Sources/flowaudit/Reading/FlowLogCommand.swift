import FlowAnswer
import FlowInput
import FlowOutput
import FlowReport
import FlowTally

/// A command that reads flow logs: what a run asks of it.
protocol FlowLogCommand: Command {
  var log: FlowLogOptions { get set }
  /// What is read, and what is wrong with it at first sight.
  var inputs: InputList { get }
  /// Whether any input is named; otherwise standard input is read.
  var namesInput: Bool { get }
  /// Threads that read; nil: as many as the machine and the cgroup give.
  var threadCount: Int? { get }
  /// What makes the run fail besides errors of reading.
  var rules: OutcomeRules { get }

  /// Whether its answer is of drops, of which filters can ask what only one of a packet's two lines says.
  static var countsDrops: Bool { get }

  /// Says what is counted: the plan has the selection and the limits already.
  func complete(_ plan: inout TallyPlan)

  /// Whether the lines themselves are written while they are read.
  var writesLines: Bool { get }

  /// The clock by which a person is told times.
  var clock: LocalClock { get }

  /// What the answer counts; nil where it is no count of drops or flows.
  func count(of summary: Summary) -> UInt64?

  /// What `--fail-on` limits; nil where that is all that was counted.
  func limitedCount(of summary: Summary) -> UInt64?

  /// What makes an answer that was written a failure all the same, a sentence; nil where nothing does.
  func failure(_ summary: Summary) -> String?

  /// Whether what it writes says why nothing was counted.
  var saysWhyNothing: Bool { get }

  /// Writes the answer.
  func write(_ answer: Answer, in host: Host) throws(OutputError)

  /// Reads and answers, once it is known that there is something to read.
  func carryOut(in host: Host) throws(UsageError) -> ExitStatus
}

extension FlowLogCommand {
  /// The groups of options that all of these commands have.
  static var logGroups: [OptionTarget<Self>] {
    [
      OptionTarget(\.log.selection), OptionTarget(\.log.reading), OptionTarget(\.log.limits),
    ]
  }

  var inputs: InputList {
    InputList(
      arguments: log.input.files.isEmpty ? ["-"] : log.input.files,
      isRecursive: log.reading.isRecursive, isStopped: { Interrupts.hasCome })
  }

  var namesInput: Bool {
    !log.input.files.isEmpty
  }

  var threadCount: Int? {
    log.limits.threads
  }

  var writesLines: Bool {
    false
  }

  static var countsDrops: Bool {
    false
  }

  var clock: LocalClock {
    .utc
  }

  func count(of summary: Summary) -> UInt64? {
    nil
  }

  func limitedCount(of summary: Summary) -> UInt64? {
    nil
  }

  func failure(_ summary: Summary) -> String? {
    nil
  }

  var saysWhyNothing: Bool {
    false
  }

  /// What is counted, given the moments that `--since` and `--until` mean.
  func plan(times: TimeRange) throws(UsageError) -> TallyPlan {
    var plan = TallyPlan(
      groupings: [],
      selection: try log.selection.selection(
        times: times, countingDrops: Self.countsDrops, for: Self.name),
      countsAudit: log.selection.asksForAudit,
      maximumGroups: log.limits.maxGroups ?? LimitOptions.standardMaxGroups,
      deduplicates: log.reading.isDeduplicating)
    plan.limit = log.selection.first.map { .first($0) } ?? .all
    complete(&plan)
    return plan
  }

  func run(in host: Host) throws(UsageError) -> ExitStatus {
    if log.selection.printsFilter {
      return host.print(try FilterText.text(of: log.selection, for: Self.name))
    }
    guard !hasNothingToRead(on: host.terminal) else {
      let help = Help(host.catalog)
      StandardStream.error.write(
        help.screen(
          for: log.input.isCommandNamed ? Self.name : nil, columns: host.terminal.helpColumns))
      host.diagnostics.error("nothing to read: name a flow log, or pipe one in")
      return .usage
    }
    if let error = log.input.misspelledCommand(in: host.catalog),
      !FileName.isThere(log.input.files[0])
    {
      throw error
    }
    if let error = misplacedCommand(in: host.catalog) {
      throw error
    }
    return try carryOut(
      in: Host(
        terminal: host.terminal, diagnostics: host.diagnostics.quieted(log.reading.isQuiet),
        catalog: host.catalog))
  }

  /// Whether the command would wait for somebody to type a flow log.
  func hasNothingToRead(on terminal: Terminal) -> Bool {
    !namesInput && terminal.isInputTerminal
  }

  /// That the words behind `--` were meant as a command to start, should there be no such file.
  private func misplacedCommand(in catalog: Catalog) -> UsageError? {
    guard let word = log.input.firstOperand, !word.contains("/"), !FileName.isThere(word),
      let starting = catalog.startingCommand
    else {
      return nil
    }
    let name = Self.name.rawValue
    return Self.refusal(
      "\(name) reads files, and there is no \(word): only \(starting.name.rawValue) starts a command; "
        + "pipe what it prints: ... | flowaudit \(name)")
  }
}
