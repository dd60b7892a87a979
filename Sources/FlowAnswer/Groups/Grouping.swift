/// What the counts of a table are counts of.
public enum CountUnit: String, Sendable {
  /// Dropped packets, each once.
  case drops
  /// Flow lines, by their weight.
  case flows
}

/// A grouping asked for: the fields, in order, what is counted, and the order of the rows.
public struct Grouping: Sendable, Equatable {
  /// The fields of the key, in the order of the columns; `.bucket` first where `--bucket` was given.
  public var fields: [GroupField]
  /// What is counted.
  public var unit: CountUnit
  /// How the rows are ordered.
  public var order: RowOrder
  /// How many rows are wanted in that order; nil for all.
  public var top: Int?

  /// A grouping by these fields.
  public init(
    by fields: [GroupField], counting unit: CountUnit, order: RowOrder = .count, top: Int? = nil
  ) {
    self.fields = fields
    self.unit = unit
    self.order = order
    self.top = top
  }
}
