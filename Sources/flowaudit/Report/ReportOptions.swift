import FlowReport

/// How an answer is shown, and what of it is a failure.
struct ReportOptions: OptionGroup {
  /// Where colour is shown.
  enum Color: String, CaseIterable, Sendable {
    case auto, always, never
  }

  /// How much of the coverage stands under a table.
  enum Coverage: String, CaseIterable, Sendable {
    case short, full
  }

  /// How many rows at most, above 0.
  var top: Int?
  /// Whether all rows are shown, whatever the height of the terminal.
  var showsAllRows = false
  /// Columns of a table; nil for those of the terminal.
  var width: Int?
  var color = Color.auto
  var coverage = Coverage.short
  /// Whether tables have local times.
  var usesLocalTimes = false
  /// The count that may not be exceeded.
  var failOn: UInt64?
  /// Whether a change that is likely makes the run fail.
  var failsOnLikely = false
}

extension ReportOptions {
  /// Reads what `--fail-on` limits: a count, or the word of `correlate`.
  mutating func readLimit(_ text: String) throws(ValueError) {
    failsOnLikely = text == "likely"
    failOn = failsOnLikely ? nil : try WholeNumber.read(text, within: 0...UInt64.max)
  }

  /// What may not stand together.
  func check(for command: CommandName) throws(UsageError) {
    guard !failsOnLikely else {
      throw UsageError(
        "--fail-on likely is of correlate: give a number of drops or flows", for: command)
    }
    guard top == nil || !showsAllRows else {
      throw UsageError("--top and --all cannot be combined: give one of them", for: command)
    }
  }

  /// How a report looks on a terminal, or elsewhere.
  func layout(on terminal: Terminal) -> Layout {
    var layout = Layout(
      width: width ?? terminal.outputColumns, height: terminal.outputRows,
      usesColor: usesColor(on: terminal), top: top)
    layout.showsAllRows = showsAllRows
    layout.showsWholeCoverage = coverage == .full
    layout.clock = clock
    return layout
  }

  /// The clock of tables.
  var clock: LocalClock {
    usesLocalTimes ? LocalClock { Clock.localOffset(at: $0) } : .utc
  }

  private func usesColor(on terminal: Terminal) -> Bool {
    switch color {
    case .auto: terminal.wantsColor
    case .always: true
    case .never: false
    }
  }
}

extension ReportOptions.Color {
  static func named(_ name: String) throws(ValueError) -> Self {
    guard let color = Self(rawValue: name) else {
      throw ValueError.unknown("word", name, among: allCases.map(\.rawValue))
    }
    return color
  }
}

extension ReportOptions.Coverage {
  static func named(_ name: String) throws(ValueError) -> Self {
    guard let coverage = Self(rawValue: name) else {
      throw ValueError.unknown("word", name, among: allCases.map(\.rawValue))
    }
    return coverage
  }
}
