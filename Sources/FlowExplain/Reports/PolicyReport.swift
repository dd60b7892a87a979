public import FlowAnswer
import FlowPolicy
public import FlowReport

/// The answer of `explain` or `impact` as text in one of the formats.
///
/// Every text from a log or from policies passes `Escape`.
public struct PolicyReport: Sendable {
  /// A row of either answer.
  struct Row: Sendable {
    let values: [String]
    let explanation: Explanation
    let count: UInt64
    let first: Timestamp?
    let last: Timestamp?
    /// What the first of them ask; nil where the direction is not known.
    let question: Question?
    var side: PolicyDirection?
    var change: ImpactChange?

    var source: Endpoint? {
      question.map { $0.direction == .egress ? $0.subject : $0.peer }
    }

    var destination: Endpoint? {
      question.map { $0.direction == .egress ? $0.peer : $0.subject }
    }
  }

  /// A row's values as one line, unescaped.
  func headline(_ row: Row) -> String {
    RowHeadline.text(fields, row.values, source: row.source, destination: row.destination)
  }

  let summary: Summary
  /// How it is laid out.
  public var layout: Layout
  let fields: [GroupField]
  let unit: CountUnit
  let rows: [Row]
  /// The members of the total, in their order.
  let total: [(name: String, count: UInt64)]
  let refused: [RefusedPolicy]
  let assumed: [(setting: String, value: String)]
  let hasOverflowed: Bool
  /// What has to be said beside the rows, a sentence each, unescaped.
  let notes: [String]

  /// The answer of `explain`; `notes` are what was found in the files of policies.
  public init(
    _ explanations: Explanations, _ summary: Summary, notes: [String], layout: Layout
  ) {
    self.summary = summary
    self.layout = layout
    fields = explanations.fields
    unit = .drops
    rows = explanations.rows.map {
      Row(
        values: $0.values, explanation: $0.explanation, count: $0.count, first: $0.first,
        last: $0.last, question: $0.questions.first)
    }
    total = [("drops", explanations.total)]
    refused = explanations.refused
    assumed = explanations.configuration?.values(of: explanations.assumptions) ?? []
    hasOverflowed = explanations.hasOverflowed
    self.notes = notes + Self.notes(refused, assumed, explanations.configuration)
  }

  /// The answer of `impact`.
  public init(_ impact: Impact, _ summary: Summary, notes: [String], layout: Layout) {
    self.summary = summary
    self.layout = layout
    fields = impact.fields
    unit = .flows
    rows = impact.rows.map {
      Row(
        values: $0.values, explanation: $0.explanation, count: $0.count, first: $0.first,
        last: $0.last, question: $0.question, side: $0.side, change: $0.change)
    }
    let sums = impact.total
    total =
      [
        ("flows", sums.flows), ("judged", sums.judged), ("allowed", sums.allowed),
        ("denied", sums.denied), ("unknown", sums.unknown), ("undecided", sums.undecided),
      ] + (impact.isAgainst ? [("newly_denied", sums.newlyDenied)] : [])
    refused = impact.refused
    assumed = impact.configuration.values(of: impact.assumptions)
    hasOverflowed = impact.hasOverflowed
    self.notes = Self.notes(of: impact) + notes + Self.notes(refused, assumed, impact.configuration)
  }

  /// What an impact does not cover.
  private static func notes(of impact: Impact) -> [String] {
    let unlabelled = impact.total.unlabelled
    let labels =
      unlabelled == 0
      ? []
      : [
        "\(unlabelled) flows have no labels, so that nobody can be asked: add source.labels and destination.labels to the exporter's field mask"
      ]
    return labels + ["what did not flow in this log is not judged"]
  }

  /// Sentences of what has no effect, and of what was taken for granted.
  private static func notes(
    _ refused: [RefusedPolicy], _ assumed: [(setting: String, value: String)],
    _ configuration: PolicyConfiguration?
  ) -> [String] {
    var notes = refused.prefix(mostRefused).map {
      "\(PolicyWords.name($0.object)) has no effect: \($0.reason)"
    }
    if refused.count > mostRefused {
      notes.append("\(refused.count - mostRefused) more policies have no effect")
    }
    if let configuration, !assumed.isEmpty {
      let settings = assumed.map { "\($0.setting)=\($0.value)" }.joined(separator: ", ")
      notes.append(
        "answers hang on settings that nobody gave; taken from the flows' labels and as Cilium \(configuration.version.text) has them: "
          + "\(settings) (--cilium-config)")
    }
    return notes
  }

  private static let mostRefused = 10

  /// What is said where groups found no room.
  static let overflow =
    "more groups than --max-groups has room for, 256 bytes each on average: the rest could not be judged"

  /// Lines that are not dropped of the rows, for formats that have no place for them.
  public var warnings: [String] {
    notes + warningsOfLog
  }

  /// What of them is of the log, and of rows that are left out: for formats that have the notes.
  public var warningsOfLog: [String] {
    let leftOut = leftOut.map { ["left out by --top: \($0)"] } ?? []
    let report = Report(summary, kind: unit == .drops ? .drops : .flows, layout: bareLayout)
    return report.warnings + leftOut
  }

  /// The layout for what is said of the log alone.
  private var bareLayout: Layout {
    var layout = layout
    layout.top = nil
    return layout
  }

  /// The rows that are wanted.
  var shownRows: ArraySlice<Row> {
    rows.prefix(layout.top ?? .max)
  }

  /// Rows that are left out, in words; nil where none are.
  var leftOut: String? {
    Self.leftOut(rows.dropFirst(shownRows.count), unit)
  }

  static func leftOut(_ rows: ArraySlice<Row>, _ unit: CountUnit) -> String? {
    guard !rows.isEmpty else {
      return nil
    }
    let count = rows.map(\.count).saturatingSum
    let noun = count == 1 ? String(unit.rawValue.dropLast()) : unit.rawValue
    return "\(rows.count) more \(rows.count == 1 ? "row" : "rows"), \(count) \(noun)"
  }

  /// Writes the report as UTF-8 in pieces of about 64 KiB; what `sink` throws ends the writing and is thrown on.
  public func write<Failure: Error>(
    _ format: ReportFormat, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var text: [UInt8] = []
    func handOn(_ text: inout [UInt8]) throws(Failure) {
      if text.count >= 65_536 {
        try sink(text)
        text.removeAll(keepingCapacity: true)
      }
    }
    if format == .json {
      var json = PolicyJSON(self)
      try json.write(to: &text, handOn)
    } else if format == .jsonl {
      var json = PolicyJSON(self)
      try json.writeLines(to: &text, handOn)
    } else if format == .csv {
      try PolicyCSV(self).write(to: &text, handOn)
    } else if format == .markdown {
      try PolicyMarkdown(self).write(to: &text, handOn)
    } else {
      try PolicyTable(self).write(to: &text, handOn)
    }
    if !text.isEmpty {
      try sink(text)
    }
  }
}

extension PolicyConfiguration {
  /// Settings with their values, as the ConfigMap has them.
  fileprivate func values(
    of settings: [ConfigurationSetting]
  ) -> [(setting: String, value: String)] {
    settings.map { ($0.rawValue, value(of: $0)) }
  }

  private func value(of setting: ConfigurationSetting) -> String {
    switch setting {
    case .clusterName: clusterName
    case .ipv4: String(isIPv4Enabled)
    case .ipv6: String(isIPv6Enabled)
    case .enforcementMode: enforcementMode.rawValue
    case .localClusterDefault: String(isLocalClusterDefault)
    case .hostFirewall: String(isHostFirewallEnabled)
    case .allowLocalhost: isLocalhostAllowed ? "always" : "policy"
    case .nodeSelectorLabels: String(areNodeLabelsSelectable)
    case .cidrMatchMode: doCIDRsMatchNodes ? "nodes" : ""
    }
  }
}

/// Called behind every row: hands on the text written so far and empties it, where it is long enough.
typealias HandingOn<Failure: Error> = (inout [UInt8]) throws(Failure) -> Void
