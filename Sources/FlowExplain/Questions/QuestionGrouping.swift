public import FlowAnswer

/// What flows are grouped by so that policies can be asked about them: the fields of the rows, and those that a question is made of.
public struct QuestionGrouping: Sendable {
  /// The fields of the rows.
  public let by: [GroupField]
  /// All fields, those of the rows first.
  public let fields: [GroupField]
  /// What is counted.
  public let unit: CountUnit

  /// The grouping of dropped packets by these fields.
  public static func ofDrops(by fields: [GroupField]) -> Self {
    Self(by: fields, with: question + [.reason, .type, .denyingPolicies], counting: .drops)
  }

  /// The grouping of flow lines by these fields.
  public static func ofFlows(by fields: [GroupField]) -> Self {
    Self(by: fields, with: question + [.verdict, .isReply, .tcpFlags], counting: .flows)
  }

  /// What a question is made of, whichever side is asked.
  private static let question: [GroupField] = [
    .direction, .protocol, .destinationPort, .icmpType, .sourceLabels, .destinationLabels,
    .sourceIP, .destinationIP, .sourceNames, .destinationNames,
  ]

  private init(by: [GroupField], with others: [GroupField], counting unit: CountUnit) {
    self.by = by
    self.unit = unit
    fields = by + others.filter { !by.contains($0) }
  }

  /// What is asked of the tally.
  public var grouping: Grouping {
    Grouping(by: fields, counting: unit)
  }

  /// Where a field stands among the values of a row.
  func index(of field: GroupField) -> Int {
    fields.firstIndex(of: field) ?? 0
  }
}
