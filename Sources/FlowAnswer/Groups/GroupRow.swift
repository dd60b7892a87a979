/// One row of a table.
public struct GroupRow: Sendable, Equatable {
  /// One value per field, decoded UTF-8 from the log: hostile, escape it for where it goes.
  public var values: [String]
  /// Drops or flows.
  public var count: UInt64
  /// Time of the group's oldest flow.
  public var first: Timestamp?
  /// Time of the group's newest flow.
  public var last: Timestamp?

  /// A row made of its parts.
  public init(values: [String], count: UInt64, first: Timestamp?, last: Timestamp?) {
    self.values = values
    self.count = count
    self.first = first
    self.last = last
  }
}
