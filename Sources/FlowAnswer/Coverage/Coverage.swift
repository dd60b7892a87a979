/// What was read and what was not seen: it stands on every answer, so that a zero is known from a blind spot.
///
/// `lines`, `nodeCount` and `lostEvents` describe everything read, the rest the flow lines that passed the filters.
public struct Coverage: Sendable, Equatable {
  /// A count under a name from the log (hostile: escape it) or from a fixed table.
  public struct NamedCount: Sendable, Equatable {
    /// The name, decoded.
    public let name: String
    /// How many.
    public let count: UInt64

    /// A name and its count.
    public init(name: String, count: UInt64) {
      self.name = name
      self.count = count
    }
  }

  /// A time without any flow, in whole seconds.
  public struct Silence: Sendable, Equatable {
    /// Its begin: the next whole second behind a flow.
    public let from: Timestamp
    /// Its end.
    public let to: Timestamp

    /// A silence between two moments.
    public init(from: Timestamp, to: Timestamp) {
      self.from = from
      self.to = to
    }
  }

  /// Time of the oldest flow.
  public var oldest: Timestamp?
  /// Time of the newest flow.
  public var newest: Timestamp?
  /// Weight of the flows inside since/until, whatever the other filters: what `lostEvents` were lost beside; not part of
  /// any report.
  public var flowsInRange: UInt64 = 0
  /// The longest time inside since/until without any flow, whatever the other filters, where it is striking in this log.
  public var silence: Silence?
  /// Weight of the flows that since/until leave out because they have no time; not part of any report.
  public var flowsWithoutTime: UInt64 = 0
  /// Weight of the DROPPED ones of these; not part of any report.
  public var droppedWithoutTime: UInt64 = 0
  /// Time of the oldest flow read, whether it passed the filters or not; not part of any report.
  public var readOldest: Timestamp?
  /// Time of the newest flow read, whether it passed the filters or not; not part of any report.
  public var readNewest: Timestamp?
  /// Lines read, by result; every result has a row, in `LineResult`'s order.
  public var lines: [LineResult: UInt64] = [:]
  /// Flow lines by verdict, weighed, sorted by name as bytes; verdicts not seen have no row.
  public var flowsByVerdict: [NamedCount] = []
  /// Events lost by source, sorted by name as bytes; sources not seen have no row.
  public var lostEvents: [NamedCount] = []
  /// Weight of the DROPPED lines.
  public var droppedLines: UInt64 = 0
  /// Weight of the aggregated policy-verdict lines.
  public var aggregatedVerdicts: UInt64 = 0
  /// Drops by what they were counted from.
  public var evidence: [Evidence: UInt64] = [:]
  /// Distinct node names.
  public var nodeCount = 0
  /// The forms in which Hubble lines were read that were no lines of their own, sorted as bytes; names in them are the log's.
  public var forms: [String] = []
  /// JSON fields that the log's field mask seems to have cut off, sorted.
  public var maskedFields: [String] = []
  /// Flows that the filters took away; not part of any report.
  public var refusedFlows: UInt64 = 0
  /// How many of these lack a field, by its name in JSON; not part of any report.
  public var refusedWithout: [String: UInt64] = [:]
  /// How many of these have a verdict that Cilium does not have; not part of any report.
  public var refusedOddVerdicts: UInt64 = 0
  /// What else the reader has to know, one sentence each, in a fixed order.
  public var notes: [String] = []

  /// A coverage of nothing.
  public init() {}

  /// Lines of one result.
  public func lineCount(_ result: LineResult) -> UInt64 {
    lines[result] ?? 0
  }

  /// All flow lines by weight.
  public var flowTotal: UInt64 {
    flowsByVerdict.map(\.count).saturatingSum
  }

  /// Flows of one verdict, by weight.
  public func flowCount(_ verdict: Verdict) -> UInt64 {
    flowsByVerdict.first { $0.name == verdict.name }?.count ?? 0
  }

  /// Flows whose verdict is one that Cilium does not have, by weight.
  public var oddVerdictTotal: UInt64 {
    flowsByVerdict.filter { row in !Verdict.allCases.contains { $0.name == row.name } }
      .map(\.count).saturatingSum
  }

  /// All lost events.
  public var lostTotal: UInt64 {
    lostEvents.map(\.count).saturatingSum
  }
}

/// Notes that a headline may say in its own words: a report that has one leaves them out.
extension Coverage {
  /// That since/until leave out flows that have no time; nil where they leave out none.
  public var noteOfWithoutTime: String? {
    guard flowsWithoutTime > 0 else {
      return nil
    }
    let dropped = droppedWithoutTime > 0 ? ", \(droppedWithoutTime) of them DROPPED," : ""
    let isOne = flowsWithoutTime == 1
    return
      "\(flowsWithoutTime) \(isOne ? "flow" : "flows")\(dropped) left out by --since and --until, "
      + "because no time of \(isOne ? "it" : "them") can be read: keep time in the exporter's field mask"
  }

  /// That policy audit mode let flows pass, where none was dropped; nil where there are none.
  public var noteOfAudit: String? {
    let count = flowCount(.audit)
    guard count > 0, droppedLines == 0 else {
      return nil
    }
    return
      "no flow was dropped, but \(count) \(count == 1 ? "is" : "are") AUDIT: policy audit mode let pass "
      + "what it would drop; --verdict AUDIT counts them"
  }

  /// That AUDIT lines were counted, which are no drops; nil where there are none.
  public var noteOfCountedAudit: String? {
    guard let count = evidence[.audit], count > 0 else {
      return nil
    }
    return "\(count) of the packets counted \(count == 1 ? "is" : "are") AUDIT: "
      + "policy audit mode let \(count == 1 ? "it" : "them") pass"
  }
}
