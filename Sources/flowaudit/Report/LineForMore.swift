import FlowAnswer
import FlowReport
import FlowTally

/// The `flowaudit filter` line that shows the log lines behind a row of drops or flows.
///
/// Of drops it asks for no more than what the two lines of one packet have in common: namespaces and fields of the pair key. So it
/// cuts no pair, and `| flowaudit drops` behind it counts the row as it is. Of flows it asks for all that the row says. What the
/// user has filtered stays; what `filter` cannot ask stands behind a pipe.
struct LineForMore: Sendable {
  private let log: FlowLogOptions
  private let kind: ReportKind
  private let range: TimeRange
  private let grouping: GroupingOptions
  private let maskedFields: [String]
  /// The typed filters that are asked of lines, and of drops.
  private let ofLines: [FilterArgument]
  private let ofDrops: [FilterArgument]

  init(_ log: FlowLogOptions, _ answer: Answer, _ kind: ReportKind, by grouping: GroupingOptions) {
    self.log = log
    self.kind = kind
    self.grouping = grouping
    range = answer.range
    maskedFields = answer.summary.coverage.maskedFields
    let isOfDrops = { (filter: FilterArgument) in
      filter.asksOfDrops(countingDrops: kind != .flows)
    }
    ofLines = log.selection.filters.filter { !isOfDrops($0) }
    ofDrops = log.selection.filters.filter(isOfDrops)
  }

  /// The line; nil where no filter can show the row: its groups had no room, or lines were counted off.
  func line(for row: GroupRow) -> Layout.MoreOfRow? {
    guard log.selection.first == nil, log.selection.last == nil,
      row.values.isEmpty || row.values.contains(where: { $0 != GroupField.other })
    else {
      return nil
    }
    let files = log.input.files.map(ShellWord.quotedPath)
    let start = log.input.isPiped ? ["...", "|", "flowaudit", "filter"] : ["flowaudit", "filter"]
    let dedup = log.reading.isDeduplicating ? ["--dedup"] : []
    let (range, bucketIsAsked) = range(of: row)
    let times = [("--since", range.since), ("--until", range.until)].flatMap { flag, time in
      time.map { [flag, "\($0)"] } ?? []
    }
    let typed = ofLines.flatMap(\.words).map(ShellWord.quoted)
    let (added, areAllAsked) = narrowing(row)
    return Layout.MoreOfRow(
      command: start + (log.input.isPiped ? [] : files) + dedup + times + typed,
      options: added.map { $0.words.map(ShellWord.quoted) },
      ending: ending(countsAgain: kind == .flows && !(areAllAsked && bucketIsAsked)))
  }

  /// What counts behind a pipe what `filter` cannot ask for: drops, after their lines were paired, or the rows of flows.
  private func ending(countsAgain: Bool) -> [[String]] {
    guard countsAgain || !ofDrops.isEmpty else {
      return []
    }
    let audit = log.selection.asksForAudit ? ofLines.filter { $0.flag == .verdict } : []
    let filters = (audit + ofDrops).map { $0.words.map(ShellWord.quoted) }
    let by = grouping.fields.map(\.rawValue).joined(separator: ",")
    let standard = kind == .flows ? FlowsCommand.text : DropsCommand.text
    let fields = grouping.fields == standard.standardFields ? [] : [["--by", ShellWord.quoted(by)]]
    let bucket = grouping.bucket.map { [["--bucket", Self.duration($0)]] } ?? []
    return [["|", "flowaudit", kind.rawValue]] + filters + fields + bucket
  }

  private static func duration(_ length: Nanoseconds) -> String {
    length == .seconds(length.wholeSeconds) ? "\(length.wholeSeconds)s" : "\(length.count)ns"
  }

  /// The filters that lead to the row, as far as they can stand beside the typed ones, and whether they ask for all that it says.
  private func narrowing(_ row: GroupRow) -> (filters: [FilterArgument], areAll: Bool) {
    var added: [FilterArgument] = []
    func add(_ argument: FilterArgument) -> Bool {
      guard !(ofLines + added).contains(argument) else {
        return true
      }
      guard canStand(argument.flag, beside: log.selection.filters + added),
        (try? Selection(ofLines + added + [argument])) != nil
      else {
        return false
      }
      added.append(argument)
      return true
    }
    if kind != .flows {
      _ = add(FilterArgument(.verdict, Verdict.dropped.name))
    }
    // The bucket, which is the first value where there is one, is asked for as a range.
    let values = row.values.suffix(grouping.fields.count)
    let asked = zip(grouping.fields, values).map { field, value in
      filters(field, value).contains { add($0) }
    }
    return (added, asked.allSatisfy { $0 })
  }

  /// The filters of which each is passed by all lines of a row: the first that can stand there is taken.
  private func filters(_ field: GroupField, _ value: String) -> [FilterArgument] {
    let flag = filter(field, value).map { [$0] } ?? []
    guard kind == .flows else {
      return flag
    }
    let condition = FilterArgument(field, equal: value).flatMap {
      $0.asksOfDrops(countingDrops: false) ? nil : $0
    }
    return flag + (condition.map { [$0] } ?? [])
  }

  /// The filter that all lines of a row pass; nil where there is none, or one that cuts pairs.
  private func filter(_ field: GroupField, _ value: String) -> FilterArgument? {
    guard !value.hasPrefix("("), !value.hasPrefix("reserved:"), !value.isEmpty else {
      return nil
    }
    if field == .reason {
      return reason(value)
    }
    if field == .verdict {
      return verdict(value)
    }
    // A drop takes its direction from one of its lines.
    if field == .direction && kind == .flows {
      return FilterArgument(.trafficDirection, value)
    }
    return Self.flags[field].map { FilterArgument($0, value) }
  }

  /// A name in lower case would be taken for another, and VERDICT_UNKNOWN stands for any that Hubble's filter does not know.
  private func verdict(_ name: String) -> FilterArgument? {
    let filter = FilterArgument(.verdict, name)
    return filter.value == name && name != Verdict.unknown.name ? filter : nil
  }

  /// The fields that both lines of a packet have, but reason and verdict, and their filters.
  private static let flags: [GroupField: FilterFlag] = [
    .sourceNamespace: .fromNamespace, .destinationNamespace: .toNamespace, .sourceIP: .fromIP,
    .destinationIP: .toIP, .sourcePort: .fromPort, .destinationPort: .toPort,
    .protocol: .protocol,
  ]

  /// Hubble's filter looks at `drop_reason_desc` alone, and its name for no reason is never written.
  private func reason(_ name: String) -> FilterArgument? {
    let isWritten = !maskedFields.contains(MaskField.dropReasonDesc.rawValue)
    return isWritten && name != "DROP_REASON_UNKNOWN"
      ? FilterArgument(.dropReasonDesc, name) : nil
  }

  /// The range asked for, and of flows that of the row's bucket; false where it is not known which that is.
  ///
  /// A packet's two lines may lie in two buckets.
  private func range(of row: GroupRow) -> (range: TimeRange, isAsked: Bool) {
    guard let width = grouping.bucket, kind == .flows else {
      return (range, true)
    }
    guard let value = row.values.first, let start = Timestamp(written: value) else {
      return (range, false)
    }
    let (end, overflow) = start.nanoseconds.addingReportingOverflow(width.count - 1)
    let last = overflow ? nil : Timestamp(nanoseconds: end)
    let until = [range.until, last].compactMap { $0 }.min()
    return (TimeRange(since: max(range.since ?? start, start), until: until), true)
  }

  /// Whether a flag narrows down what the others let through, and changes nothing of what they mean.
  private func canStand(_ flag: FilterFlag, beside others: [FilterArgument]) -> Bool {
    // Each `--where` has to hold, whatever else is asked.
    guard flag != .where else {
      return true
    }
    let given = Set(others.filter { !$0.isNegated }.map(\.flag))
    let isNamespace = flag == .fromNamespace || flag == .toNamespace
    // Names without a namespace would be looked for in this one.
    let names: Set<FilterFlag> = [.pod, .fromPod, .toPod, .service, .fromService, .toService]
    return !given.contains(flag) && given.isDisjoint(with: flag.conflicts)
      && !given.contains(.allowlist) && !(isNamespace && !given.isDisjoint(with: names))
  }
}
