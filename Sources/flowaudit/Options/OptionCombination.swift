import FlowAnswer
import FlowMetrics
import FlowTally

/// What may not stand together on a command line.
struct OptionCombination {
  private let options: Options

  init(_ options: Options) {
    self.options = options
  }

  /// Throws the first contradiction.
  func check() throws(UsageError) {
    try checkFilters()
    try checkVerdicts()
    try checkLimits()
    try checkTimes()
    try checkSort()
    try checkFormat()
    try checkConstantLabels()
    try checkSubject()
    try checkProducer()
    try checkState()
  }

  private func error(_ message: String) -> UsageError {
    UsageError(message, for: options.command)
  }

  /// As in hubble, flags that are negated conflict with each other only, and so do those that are not.
  private func checkFilters() throws(UsageError) {
    for (index, later) in options.filters.enumerated() {
      for earlier in options.filters[..<index]
      where earlier.isNegated == later.isNegated && earlier.flag.conflicts.contains(later.flag) {
        throw error(
          "filters --\(earlier.flag.rawValue) and --\(later.flag.rawValue) cannot be combined")
      }
    }
  }

  /// `drops` counts DROPPED, and AUDIT where asked for; negated verdicts only take lines away.
  private func checkVerdicts() throws(UsageError) {
    let counted = [Verdict.dropped.name, Verdict.audit.name]
    let refused = options.filters.first { filter in
      filter.flag == .verdict && !filter.isNegated && !counted.contains(filter.value)
    }
    guard options.command == .drops, let refused else {
      return
    }
    throw error(
      "drops takes --verdict \(counted.joinedAsAlternatives): "
        + "for \(refused.value) use 'flowaudit flows'")
  }

  private func checkLimits() throws(UsageError) {
    guard options.first == nil || options.last == nil else {
      throw error("cannot set both --first and --last")
    }
  }

  private func checkTimes() throws(UsageError) {
    let isPiped = options.files.isEmpty || options.files.contains("-")
    guard !isPiped || ![options.since, options.until].contains(where: \.isBeforeEnd) else {
      throw error("times that begin with end- need files: a pipe's end is not known ahead")
    }
    guard let since = options.since, let until = options.until, since.isKnownAfter(until) else {
      return
    }
    throw error("--since is later than --until: no flow can match")
  }

  private func checkSort() throws(UsageError) {
    guard case .field(let field) = options.sort else {
      return
    }
    if field == .bucket {
      guard options.bucket != nil else {
        throw error("--sort bucket needs --bucket DURATION")
      }
    } else if !options.fields.contains(field) {
      throw error("--sort \(field.rawValue) is no field of --by")
    }
  }

  /// A label that a series has already would stand on it twice.
  private func checkConstantLabels() throws(UsageError) {
    for family in options.hubbleMetrics.families {
      if let name = options.constLabels.names.first(where: family.labelNames.contains) {
        throw error("--const-label \(name): \(family.name) has a label of this name already")
      }
    }
  }

  /// `lint` and `doctor` look at what is named, and at nothing else.
  private func checkSubject() throws(UsageError) {
    if options.command == .lint && options.files.isEmpty {
      throw error("lint needs a .prom file or a directory, or - for standard input")
    }
    if options.command == .doctor && options.files.isEmpty && options.textfile == nil
      && options.state.path == nil && options.nodeExporter == nil
    {
      throw error("doctor needs --textfile PATH, --state PATH, --node-exporter URL or a flow log")
    }
  }

  /// A command is the one input.
  private func checkProducer() throws(UsageError) {
    guard !options.producer.isEmpty else {
      guard options.timeout == nil else {
        throw error("--timeout needs -- COMMAND: nothing else can be ended")
      }
      return
    }
    guard options.files.isEmpty else {
      throw error("FILE and -- COMMAND cannot be combined: export reads one of the two")
    }
    guard !options.readsFromStart else {
      throw error("--from-start is for a FILE: a command begins where it says so itself")
    }
  }

  /// A state is of one log or pipe.
  private func checkState() throws(UsageError) {
    guard options.command == .export else {
      return
    }
    guard
      options.follows || options.interval == Options(.export).interval && !options.readsFromStart
    else {
      throw error("--interval and --from-start need --follow")
    }
    guard options.window == nil || options.countsOnwards else {
      throw error("--window needs --state PATH")
    }
    guard options.countsOnwards else {
      guard options.state == Options.StateOptions() else {
        throw error(
          "--reset-state, --lock-timeout, --no-zero-first, --zero-for and --retire-after need --state PATH"
        )
      }
      return
    }
    let flag = options.follows ? "--follow" : "--state"
    guard
      !options.follows || !options.producer.isEmpty
        || options.files.count == 1 && options.files[0] != "-"
    else {
      throw error(
        "--follow takes one FILE, which is read on: a log of the exporter's, with its rotations beside it; or -- COMMAND"
      )
    }
    guard options.files.count <= 1 else {
      throw error(
        "--state takes one FILE: a log of the exporter's, with its rotations beside it, or one pipe"
      )
    }
    guard !options.isDeduplicating else {
      throw error("--dedup cannot be combined with \(flag): uuids are forgotten between commits")
    }
    guard options.first == nil, options.last == nil else {
      throw error(
        "--first and --last cannot be combined with \(flag): every run would count so many anew")
    }
    guard options.since == nil, options.until == nil else {
      throw error(
        "--since and --until cannot be combined with \(flag): counters run over all time")
    }
  }

  private func checkFormat() throws(UsageError) {
    guard options.output != .prometheus || options.bucket == nil else {
      throw error("--bucket cannot be combined with --output prometheus: a sample has no time")
    }
  }
}

extension TimeArgument? {
  fileprivate var isBeforeEnd: Bool {
    guard case .beforeEnd = self else {
      return false
    }
    return true
  }
}

extension TimeArgument {
  /// Whether this is later than another time, whatever the clock and the input say.
  fileprivate func isKnownAfter(_ other: Self) -> Bool {
    switch (self, other) {
    case (.absolute(let left), .absolute(let right)): left > right
    case (.beforeNow(let left), .beforeNow(let right)): left < right
    case (.beforeEnd(let left), .beforeEnd(let right)): left < right
    default: false
    }
  }
}
