/// A member of a flow, or of one of its parts, that a value is read from.
struct FlowMember: Equatable, Sendable {
  /// The part; nil for the flow itself.
  let part: FlowPart?
  let field: JSONField
  /// A member of the same part beside which this one is not asked for, where that is a text.
  var replaced: JSONField?

  init(_ field: JSONField, of part: FlowPart? = nil, insteadOf replaced: JSONField? = nil) {
    self.part = part
    self.field = field
    self.replaced = replaced
  }
}
