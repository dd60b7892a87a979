import FlowAnswer
import FlowInput
import FlowTally

/// The logs that `export` reads: that they are there, are flow logs, are fresh, and what their field mask keeps.
struct InputCheck {
  /// How much of a log is looked at: of a plain file its end, of others their beginning.
  static let byteCount = 4 << 20

  private let files: [String]
  private let now: Timestamp

  init(_ files: [String], now: Timestamp) {
    self.files = files
    self.now = now
  }

  var results: [CheckResult] {
    guard !files.isEmpty else {
      return [
        .warning(
          .input,
          "no FILE is named: name the log that export reads, best that of the agent's "
            + "exporter, /var/run/cilium/hubble/events.log; Hubble's ring, which hubble observe "
            + "reads, holds a few thousand flows a node, seconds on a busy one")
      ]
    }
    let list = InputList(arguments: files)
    return list.problems.map { .problem(.input, $0.message) }
      + list.inputs.flatMap(look)
  }

  private func look(_ input: Input) -> [CheckResult] {
    guard !input.isPipe, let last = input.files.last else {
      return [.warning(.input, "\(input.name) is a pipe: it is not looked into")]
    }
    let tail = LogSegment.segments(
      of: [Input(name: input.name, files: [last])], stripeByteCount: Int64(Self.byteCount))?.last
    var look = InputLook(atMost: Self.byteCount * 2)
    if let problem = look.read(tail?.input ?? Input(last)) {
      return [.problem(.input, problem.message)]
    }
    return judge(input.name, look)
  }

  private func judge(_ name: String, _ look: consuming InputLook) -> [CheckResult] {
    let counts = look.tally.inputCounts
    let survey = look.survey
    let coverage = look.tally.finish().coverage
    guard survey.flowCount > 0 else {
      guard !counts.isNoFlowLog else {
        let stranger = Stranger(
          name: name, lineCount: counts.lineCount, log: counts.foreignLog)
        return [.problem(.input, stranger.message)]
      }
      return [.warning(.input, "\(name) has no flows yet: is hubble.export.static on?")]
    }
    var results: [CheckResult] = []
    if let newest = coverage.newest {
      let age = Double(now.nanoseconds - newest.nanoseconds) / 1e9
      if age > Age.limit {
        results.append(
          .warning(
            .input,
            "\(name): the newest flow is \(Age.text(age)) old, of \(newest): "
              + "does the agent still write?"))
      }
    }
    let malformedCount = coverage.lineCount(.malformed)
    if malformedCount > 0 {
      results.append(
        .warning(
          .input,
          "\(name): \(malformedCount) lines are not JSON objects: "
            + "flowaudit summary shows the first ones"))
    }
    if survey.aggregateCount > 0 {
      results.append(
        .warning(
          .input,
          "\(name): \(survey.aggregateCount) lines are aggregated: policies and pairs "
            + "cannot be told from them; leave hubble.export.static.fieldAggregate empty"))
    }
    let missing = survey.missing
    if !missing.isEmpty {
      results.append(
        .warning(
          .input,
          "\(name): the field mask seems to lack "
            + "\(missing.map(\.rawValue).joined(separator: " ")): let it keep "
            + MaskField.allCases.map(\.rawValue).joined(separator: " ")))
    }
    return results.isEmpty
      ? [.fine(.input, "\(name) is a flow log, and its lines have the fields they should have")]
      : results
  }
}
