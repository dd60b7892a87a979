/// The name of a rule: its policy and where in it the rule stands.
public struct RuleReference: Hashable, Sendable {
  /// The policy.
  public let object: ObjectReference
  /// The path, such as `spec.ingress[0]` or `spec.ingress[0].from[1]`.
  public let rule: String

  /// A reference of its two parts.
  public init(_ object: ObjectReference, rule: String) {
    self.object = object
    self.rule = rule
  }
}
