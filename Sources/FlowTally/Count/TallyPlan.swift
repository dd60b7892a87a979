public import FlowAnswer

/// What to count, and within which limits.
public struct TallyPlan: Sendable, Equatable {
  /// The groupings asked for; each gives one table, in this order.
  public var groupings: [Grouping]
  /// Which flows count.
  public var selection: Selection
  /// Verdicts that count as drops: DROPPED, and AUDIT where it was asked for.
  public var countsAudit: Bool
  /// Whether AUDIT lines are counted in a table of their own, by the first grouping of drops, and never as drops.
  public var countsAuditApart = false
  /// Width of the time buckets, above 0; nil without.
  public var bucketWidth: Nanoseconds?
  /// Groups a table may have; the rest is counted as `(other)`.
  public var maximumGroups: Int
  /// Whether a uuid counts once.
  public var deduplicates: Bool
  /// Whether an example of each row of the first table of drops is kept.
  public var keepsExamples = false
  /// Whether attempts, requests that were let through and agents' policies are followed over time.
  public var tracesTime = false
  /// The lines whose places are kept for the caller to write.
  public var keeps = KeptLines.Kind.none
  /// Which of the lines that pass count.
  public var limit = LineLimit.all
  /// The agent's own metrics that are counted beside the groupings.
  public var hubbleMetrics: HubbleMetrics
  /// Sets of labels that each of their families may have; the rest is counted together.
  public var maximumFamilyRows: Int

  /// A plan with the limits that stand in the documentation.
  public init(
    groupings: [Grouping], selection: Selection = Selection(), countsAudit: Bool = false,
    bucketWidth: Nanoseconds? = nil, maximumGroups: Int = 1_000_000, deduplicates: Bool = false,
    hubbleMetrics: HubbleMetrics = HubbleMetrics(), maximumFamilyRows: Int = 10_000
  ) {
    self.groupings = groupings
    self.selection = selection
    self.countsAudit = countsAudit
    self.bucketWidth = bucketWidth
    self.maximumGroups = maximumGroups
    self.deduplicates = deduplicates
    self.hubbleMetrics = hubbleMetrics
    self.maximumFamilyRows = maximumFamilyRows
  }
}

extension TallyPlan {
  /// The fields that drop records need.
  var dropFields: DropFields {
    DropFields(
      groupings.filter { $0.unit == .drops }, selection.dropConditions, labelKeys: labelKeys,
      besides: tracesTime ? AttemptBook.fields : [])
  }

  /// The keys of the labels whose values are asked for, each once.
  var labelKeys: [String] {
    let asked = (selection.lineConditions + selection.dropConditions).flatMap(\.choices).map(
      \.field)
    var keys: [String] = []
    for field in groupings.flatMap(\.fields) + asked {
      if let key = field.labelKey, !keys.contains(key) {
        keys.append(key)
      }
    }
    return keys
  }

  /// Whether any table counts drops.
  var countsDrops: Bool {
    groupings.contains { $0.unit == .drops }
  }
}

/// What became of a block.
public struct BlockOutcome: Sendable, Equatable {
  /// Its lines; where a document begins, those before it.
  public private(set) var lineCount: Int
  /// Bytes before the line with which a document over several lines may begin; nil where there is none.
  public private(set) var documentStart: Int?
  /// Whether nothing was counted, because a line may have a container prefix.
  public internal(set) var isRefused = false
  /// The first few that are not one JSON object.
  public private(set) var malformedLines: [MalformedLine] = []

  init(lineCount: Int) {
    self.lineCount = lineCount
  }

  mutating func documentBegins(at cursor: BlockCursor) {
    lineCount = cursor.index
    documentStart = cursor.start
  }

  mutating func note(_ line: MalformedLine) {
    if malformedLines.count < MalformedLine.maximumCount {
      malformedLines.append(line)
    }
  }
}

/// A line of a block that is not one JSON object, for messages.
public struct MalformedLine: Sendable, Equatable {
  /// How many of them are given for a block.
  public static let maximumCount = 5

  /// Lines of the block before it.
  public let index: Int
  /// Bytes of the block before it.
  public let byteOffset: Int
  /// The byte of the line, from 1, that cannot stand where it stands.
  public let column: Int
}
