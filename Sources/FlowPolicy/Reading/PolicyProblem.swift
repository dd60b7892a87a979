/// Why an object cannot be read: a member whose JSON type its decoder cannot take.
///
/// Nothing is judged on half of the policies, so a set with such an object is not made at all. A value that is of the right type and
/// refused makes a `RefusedPolicy` instead.
public struct PolicyProblem: Error, Equatable, Sendable {
  /// The object, as far as it names itself.
  public let object: ObjectReference
  /// The path of the member, such as `spec.ingress[0].toPorts[0].ports[0].port`.
  public let member: String
  /// The JSON type that has to stand there.
  public let expected: String
  /// The JSON type that stands there.
  public let found: String
}

/// Why the reading of an object ended.
package enum ReadingFault: Error {
  /// A member has a type that its decoder cannot take.
  case type(member: MemberPath, expected: String, found: String)
  /// The API server or the agent refuses a value.
  case refusal(String)
}
