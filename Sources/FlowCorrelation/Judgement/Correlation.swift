/// What came of relating changes to drops.
public struct Correlation: Sendable {
  /// A row for each change and affected namespace, by the start of the change.
  public let rows: [CorrelationRow]
  /// How many changes lie outside of the log's time.
  public let changesOutside: Int

  /// Rows of a class.
  public func rows(of answer: ChangeClass) -> [CorrelationRow] {
    rows.filter { $0.answer == answer }
  }
}
