internal import FlowAnswer

/// Which flows count: the filters given, as hubble combines them, and a time range.
///
/// Values of one flag are alternatives, different flags all have to match. A flag without from- or to- puts its value in
/// the source part of a left filter and the destination part of a right one; a flow passes where either matches. All
/// negated flags make a second such pair; what matches either of it is left out.
/// Source: Cilium, hubble/cmd/observe/flows_filter.go.
public struct Selection: Sendable, Equatable {
  /// The filters, as data.
  public let lists: FilterLists
  /// The time range.
  public var times = TimeRange()

  private let allowed: [FlowMatcher]
  private let denied: [FlowMatcher]
  /// What has to hold of a line besides, and of a drop whose lines were paired.
  let lineConditions: [FieldCondition]
  let dropConditions: [FieldCondition]
  /// What verdict and texts say of a line.
  let quick: QuickSelection
  /// The parts of a flow that the filters look at, a bit each.
  let parts: UInt32

  /// A selection that every flow passes.
  public init() {
    lists = FilterLists()
    (allowed, denied) = ([], [])
    (lineConditions, dropConditions) = ([], [])
    quick = QuickSelection(allowed: [], denied: [], hasConditions: false)
    parts = 0
  }

  /// The selection that the flags mean, of lines, or of drops that are counted of them.
  public init(
    _ arguments: [FilterArgument], times: TimeRange = TimeRange(), countingDrops: Bool = false
  ) throws(FilterError) {
    lists = try FilterLists(arguments)
    self.times = times
    do throws(FilterProblem) {
      allowed = try Self.matchers(lists.allowed)
      denied = try Self.matchers(lists.denied)
    } catch {
      throw FilterError(argument: arguments.count == 1 ? arguments[0] : nil, problem: error)
    }
    lineConditions = lists.conditions.filter { !$0.isOfDrops(countingDrops: countingDrops) }
    dropConditions = lists.conditions.filter { $0.isOfDrops(countingDrops: countingDrops) }
    quick = QuickSelection(
      allowed: allowed, denied: denied, hasConditions: !lineConditions.isEmpty)
    parts =
      (lists.allowed + lists.denied).reduce(0) { $0 | $1.parts }
      | lineConditions.reduce(0) { $0 | $1.parts }
  }

  private static func matchers(_ filters: [FlowFilter]) throws(FilterProblem) -> [FlowMatcher] {
    var matchers: [FlowMatcher] = []
    for filter in filters {
      matchers.append(try FlowMatcher(filter))
    }
    return matchers
  }

  /// Whether both were made of the same filters and times, and ask the same of drops.
  public static func == (left: Self, right: Self) -> Bool {
    left.lists == right.lists && left.times == right.times
      && left.dropConditions == right.dropConditions
  }

  /// Whether notices of lost events pass: as in hubble, where no filter asks for anything.
  var passesLostEvents: Bool {
    allowed.isEmpty && lineConditions.allSatisfy(\.isNegated)
  }

  /// Whether every line passes.
  var passesAllLines: Bool {
    lists.isEmpty && lineConditions.isEmpty && times == TimeRange()
  }

  /// Whether anything is asked of drops after their lines were paired.
  public var looksAtDrops: Bool {
    !dropConditions.isEmpty
  }

  /// The flags that ask it.
  var flagsOfDrops: String {
    let flags = FilterFlag.allCases.filter { flag in dropConditions.contains { $0.flag == flag } }
    return flags.map { "--\($0.rawValue)" }.joined(separator: " and ")
  }

  /// Whether the flow passes; `time` and `verdict` are the flow's own.
  func matches(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ verdict: FlowVerdict, at time: OptionalTime
  ) -> Bool {
    guard times.contains(time) else {
      return false
    }
    return (allowed.isEmpty || Self.any(allowed, &flow, bytes, verdict))
      && !Self.any(denied, &flow, bytes, verdict)
  }

  private static func any(
    _ matchers: [FlowMatcher], _ flow: inout Flow, _ bytes: Span<UInt8>, _ verdict: FlowVerdict
  ) -> Bool {
    for matcher in matchers where matcher.matches(&flow, bytes, verdict) {
      return true
    }
    return false
  }
}
