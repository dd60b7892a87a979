/// How rows are ordered.
public enum RowOrder: Sendable, Equatable {
  /// By count, largest first, then by the fields as bytes; after the time bucket where there is one.
  case count
  /// By one field as bytes, then by count, then by all fields.
  case field(GroupField)
  /// By the first time seen, oldest first, rows without time at the end.
  case first
  /// By the last time seen, newest first, rows without time at the end.
  case last
}
