import FlowAnswer
import FlowReport
import FlowTally

/// The `flowaudit filter` line that shows the log lines behind a row of drops or flows.
///
/// It asks for no more than what the two lines of one packet have in common: namespaces and fields of the pair key. So it
/// cuts no pair, and `| flowaudit drops` behind it counts the row as it is. What the user has filtered stays.
struct LineForMore: Sendable {
  private let log: FlowLogOptions
  private let kind: ReportKind
  private let range: TimeRange
  private let fields: [GroupField]
  private let maskedFields: [String]

  init(_ log: FlowLogOptions, _ answer: Answer, _ kind: ReportKind, by fields: [GroupField]) {
    self.log = log
    self.kind = kind
    self.fields = fields
    range = answer.range
    maskedFields = answer.summary.coverage.maskedFields
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
    let times = [("--since", range.since), ("--until", range.until)].flatMap { flag, time in
      time.map { [flag, "\($0)"] } ?? []
    }
    // What is asked of drops, `filter` would ask of lines, and cut pairs: the line shows more then.
    let typed = log.selection.filters.filter {
      !$0.asksOfDrops(countingDrops: kind != .flows)
    }.flatMap(\.words).map(ShellWord.quoted)
    let dedup = log.reading.isDeduplicating ? ["--dedup"] : []
    return Layout.MoreOfRow(
      command: start + (log.input.isPiped ? [] : files) + dedup + times + typed,
      options: narrowing(row).map { $0.words.map(ShellWord.quoted) })
  }

  /// The filters that lead to the row, as far as they can stand beside the typed ones.
  private func narrowing(_ row: GroupRow) -> [FilterArgument] {
    var added: [FilterArgument] = []
    let dropped = FilterArgument(.verdict, Verdict.dropped.name)
    let wanted =
      (kind == .flows ? [] : [dropped]) + zip(fields, row.values).compactMap(filter)
    for argument in wanted where canStand(argument.flag, beside: log.selection.filters + added) {
      if (try? Selection(log.selection.filters + added + [argument])) != nil {
        added.append(argument)
      }
    }
    return added
  }

  /// The filter that all lines of a row pass; nil where there is none, or one that cuts pairs.
  private func filter(_ field: GroupField, _ value: String) -> FilterArgument? {
    guard !value.hasPrefix("("), !value.hasPrefix("reserved:"), !value.isEmpty else {
      return nil
    }
    return field == .reason ? reason(value) : Self.flags[field].map { FilterArgument($0, value) }
  }

  /// The fields that both lines of a packet have, but the reason, and their filters.
  private static let flags: [GroupField: FilterFlag] = [
    .sourceNamespace: .fromNamespace, .destinationNamespace: .toNamespace, .sourceIP: .fromIP,
    .destinationIP: .toIP, .sourcePort: .fromPort, .destinationPort: .toPort,
    .protocol: .protocol, .verdict: .verdict,
  ]

  /// Hubble's filter looks at `drop_reason_desc` alone, and its name for no reason is never written.
  private func reason(_ name: String) -> FilterArgument? {
    let isWritten = !maskedFields.contains(MaskField.dropReasonDesc.rawValue)
    return isWritten && name != "DROP_REASON_UNKNOWN"
      ? FilterArgument(.dropReasonDesc, name) : nil
  }

  /// Whether a flag narrows down what the others let through, and changes nothing of what they mean.
  private func canStand(_ flag: FilterFlag, beside others: [FilterArgument]) -> Bool {
    let given = Set(others.filter { !$0.isNegated }.map(\.flag))
    let isNamespace = flag == .fromNamespace || flag == .toNamespace
    // Names without a namespace would be looked for in this one.
    let names: Set<FilterFlag> = [.pod, .fromPod, .toPod, .service, .fromService, .toService]
    return !given.contains(flag) && given.isDisjoint(with: flag.conflicts)
      && !given.contains(.allowlist) && !(isNamespace && !given.isDisjoint(with: names))
  }
}
