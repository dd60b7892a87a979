internal import CKernels
internal import FlowAnswer

/// What was counted of lines: the half of a block counter that a commit takes away, and that is merged.
struct BlockCounts: ~Copyable, Sendable {
  var coverage: CoverageCounter
  var flowTables: [GroupTable]
  var families: FamilyCounter
  /// The lines that pass, or the others: what the plan asks to keep.
  var kept: KeptLines
  /// What is followed over time, where the plan asks for it.
  var traces: FlowTraces?
  private(set) var input = InputCounts()
  private var inputs: [Int: InputCounts] = [:]
  private var inputNumber = 0
  /// Lines of each input by what became of them, and those that were counted before the present one.
  private var inputLines: [Int: InlineArray<6, UInt64>] = [:]
  private var linesBefore = InlineArray<6, UInt64>(repeating: 0)

  /// Counts of nothing.
  init(_ plan: TallyPlan, _ rules: CountingRules) {
    coverage = CoverageCounter(
      looksAtDrops: plan.countsDrops, countsAudit: rules.takesAudit,
      deduplicates: plan.deduplicates)
    flowTables = rules.flowGroupings.map {
      GroupTable(grouping: $0, maximumCount: plan.maximumGroups)
    }
    families = FamilyCounter(plan.hubbleMetrics, maximumRows: plan.maximumFamilyRows)
    kept = KeptLines(plan)
    traces = plan.tracesTime ? FlowTraces() : nil
  }

  /// What comes belongs to this input.
  mutating func beginInput(_ number: Int) {
    endInput()
    inputNumber = number
    coverage.beginInput(number)
  }

  /// The end of what comes of the present input; gives what was counted of it.
  @discardableResult
  mutating func endInput() -> InputCounts {
    inputs[inputNumber, default: InputCounts()].add(input)
    input = InputCounts()
    var lines = coverage.lines
    for index in lines.indices {
      lines[index] &-= linesBefore[index]
    }
    add(lines, ofInput: inputNumber)
    linesBefore = coverage.lines
    return inputs[inputNumber] ?? InputCounts()
  }

  private mutating func add(_ lines: InlineArray<6, UInt64>, ofInput number: Int) {
    var sum = inputLines[number] ?? InlineArray(repeating: 0)
    for index in sum.indices {
      sum[index] &+= lines[index]
    }
    inputLines[number] = sum
  }

  /// Counts a line by what became of it.
  @inline(__always)
  mutating func add(_ result: LineResult) {
    coverage.add(result)
    input.add(result)
  }

  /// Counts the lines that were taken many in one call.
  mutating func add(_ taken: LineTaken) {
    coverage.add(taken)
    input.addFlows(taken.count)
  }

  /// Counts an object that is neither flow nor notice: another of Hubble's events, or something else.
  mutating func addOther(_ bytes: Span<UInt8>, _ line: Range<Int>, isEvent: Bool) {
    add(.other)
    if isEvent {
      input.addEvent()
    } else {
      input.lookAtForeign(bytes, line, isObject: true)
    }
  }

  /// Counts a line that is not one JSON object.
  mutating func addMalformed(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    add(.malformed)
    input.lookAtForeign(bytes, line, isObject: false)
  }

  /// Notes a form in which lines of the input were read.
  mutating func note(_ form: LineForm) {
    input.note(form)
  }

  /// Lines that were counted, whatever became of them.
  var lineCount: UInt64 {
    LineResult.allCases.reduce(0) { $0 &+ coverage.count($1) }
  }

  /// What was counted of an input.
  mutating func counts(ofInput number: Int) -> InputCounts {
    endInput()
    return inputs[number] ?? InputCounts()
  }

  /// Whether a group or a name has found no room.
  var hasOverflowed: Bool {
    coverage.hasOverflowed || families.hasOverflowed || traces?.hasOverflowed ?? false
      || flowTables.contains { $0.hasOverflowed }
  }

  /// Adds what another counter of the same plan counted; `nodes` are our numbers of its nodes, nil where there is no room.
  mutating func merge(_ other: consuming BlockCounts, nodes: [Int?]) {
    endInput()
    other.endInput()
    for (number, counts) in other.inputs {
      inputs[number, default: InputCounts()].add(counts)
    }
    for (number, lines) in other.inputLines {
      add(lines, ofInput: number)
    }
    coverage.merge(other.coverage, nodes: nodes)
    linesBefore = coverage.lines
    kept.merge(other.kept)
    families.merge(other.families)
    if let others = other.traces {
      traces?.merge(others)
    }
    for index in flowTables.indices {
      flowTables[index].merge(other.flowTables[index])
    }
  }

  /// The coverage, the tables of flows and the agent's families, given what the accountant counted.
  consuming func finish(
    _ findings: DropFindings, names: [InputName], nodes: NodeNames
  ) -> (coverage: Coverage, tables: [GroupedCounts], families: [FamilyCounts]) {
    endInput()
    for (number, name) in names.enumerated() where name.isMember {
      if inputs[number]?.isNoFlowLog == true, let lines = inputLines[number] {
        coverage.leaveOut(lines)
      }
    }
    for input in inputs.values where input.holdsEvents {
      for form in input.forms {
        coverage.forms.note(Array(form.rawValue.utf8).span)
      }
    }
    let facts = names.enumerated().map { number, name in
      InputFacts(name, inputs[number] ?? InputCounts())
    }
    let tables = flowTables.map { $0.finish() }
    let counts = families.finish()
    return (coverage.finish(findings, inputs: facts, nodes: nodes), tables, counts)
  }
}
