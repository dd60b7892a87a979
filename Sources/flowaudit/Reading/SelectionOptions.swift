import FlowAnswer
import FlowTally

/// Which flows count.
struct SelectionOptions: OptionGroup {
  /// Filter flags in the order typed.
  var filters: [FilterArgument] = []
  var since: TimeArgument?
  var until: TimeArgument?
  /// Only so many of the lines that pass, above 0; never both.
  var first: UInt64?
  var last: UInt64?
  /// Whether the filters are printed instead of used.
  var printsFilter = false
  /// Whether `--not` waits for its filter flag.
  private var isNegating = false

  init() {}

  /// Adds a filter flag, which `--not` may stand before.
  mutating func add(_ flag: FilterFlag, _ value: String) throws(ValueError) {
    guard !isNegating || flag.isNegatable else {
      throw ValueError(
        "--not cannot negate it: use --denylist in place of --not --allowlist, and the other way round"
      )
    }
    let argument = FilterArgument(flag, value, isNegated: isNegating)
    do throws(FilterError) {
      _ = try Selection([argument])
    } catch {
      if flag == .where, let word = error.problem.word {
        throw FieldSpelling.unknown(word)
      }
      throw ValueError(error.problem)
    }
    filters.append(argument)
    isNegating = false
  }

  /// `--not`: negates the next filter flag.
  mutating func negate() throws(ValueError) {
    guard !isNegating else {
      throw ValueError("it is given twice for one filter flag: give it once")
    }
    isNegating = true
  }

  /// Whether `--verdict AUDIT` was given, so that AUDIT lines count as drops.
  var asksForAudit: Bool {
    filters.contains {
      $0.flag == .verdict && $0.value == Verdict.audit.name && !$0.isNegated
    }
  }

  /// What passes, given the moments that `--since` and `--until` mean.
  func selection(
    times: TimeRange = TimeRange(), countingDrops: Bool = false, for command: CommandName
  ) throws(UsageError) -> Selection {
    do throws(FilterError) {
      return try Selection(filters, times: times, countingDrops: countingDrops)
    } catch {
      let flag = error.argument.map { "option --\($0.flag.rawValue): " } ?? ""
      throw UsageError(flag + ValueError(error.problem).message, for: command)
    }
  }
}

/// What may not stand together.
extension SelectionOptions {
  /// As in hubble, flags that are negated conflict with each other only, and so do those that are not.
  func checkFilters(for command: CommandName) throws(UsageError) {
    guard !isNegating else {
      throw UsageError(
        "--not has no filter flag after it: put it before the flag that it negates", for: command)
    }
    // Each flag once: there may be thousands of values.
    var kinds: [(flag: FilterFlag, isNegated: Bool)] = []
    for later in filters
    where !kinds.contains(where: { $0.flag == later.flag && $0.isNegated == later.isNegated }) {
      for earlier in kinds
      where earlier.isNegated == later.isNegated && earlier.flag.conflicts.contains(later.flag) {
        throw UsageError(
          "filters --\(earlier.flag.rawValue) and --\(later.flag.rawValue) cannot be combined: give one of them",
          for: command)
      }
      kinds.append((later.flag, later.isNegated))
    }
  }

  /// What is asked of drops can be asked only where drops are counted.
  func refuseConditionsOfDrops(for command: CommandName) throws(UsageError) {
    guard let filter = filters.first(where: { $0.asksOfDrops(countingDrops: false) })
    else {
      return
    }
    throw UsageError(
      "--\(filter.flag.rawValue) \(filter.value) is asked of a drop after its two lines were paired, and \(command.rawValue) looks at lines: "
        + "use it with 'flowaudit drops' or 'flowaudit summary'",
      for: command)
  }

  /// Numbers of lines, and times of inputs that are named.
  func checkRange(of input: InputWords, for command: CommandName) throws(UsageError) {
    guard first == nil || last == nil else {
      throw UsageError("cannot set both --first and --last: give one of them", for: command)
    }
    guard !input.isPiped || ![since, until].contains(where: \.isBeforeEnd) else {
      throw UsageError(
        "times that begin with end- need files, because the end of a pipe is not known: name a file",
        for: command)
    }
    guard let since, let until, since.isKnownAfter(until) else {
      return
    }
    throw UsageError(
      "--since is later than --until, so no flow can match: give an earlier --since", for: command)
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
