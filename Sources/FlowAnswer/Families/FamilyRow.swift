/// A set of labels and what was counted under it.
public struct FamilyRow: Sendable, Equatable {
  /// One value for each of the family's `labelNames`, decoded UTF-8 from the log: hostile; may be empty, as the agent's may.
  public let labelValues: [String]
  /// What was counted.
  public var value: FamilyValue

  /// A row made of its parts.
  public init(labelValues: [String], value: FamilyValue) {
    self.labelValues = labelValues
    self.value = value
  }

  /// The label values as bytes: texts that differ in their Unicode normal form only are different labels.
  var key: [UInt8] {
    KeyText.bytes(of: labelValues)
  }
}
