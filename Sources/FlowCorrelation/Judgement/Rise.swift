import FlowPolicy

/// Drops of a group that rose after a change, and what speaks for the change.
struct Rise: Sendable {
  /// What speaks for a change, from nothing up.
  enum Evidence: Comparable, Sendable {
    case nothing
    /// It changed the very workload, and no policy.
    case workload
    /// The application has a policy that may explain them, of which nobody says when it changed.
    case maybe
    /// It touched a policy that explains them so well.
    case policy(PolicyFit)
  }

  /// The change and the group, by their numbers.
  let change: Int
  let group: Int
  /// Attempts before and after.
  let before: Int
  let after: Int
  /// The adjusted probability.
  let chance: Double
  /// When it began.
  let onset: Double
  /// The first drop that is of it: of a group that had none before the very first.
  let firstDrop: Double
  var evidence = Evidence.nothing
  /// What explains it, each with its fit.
  var policies: [ObjectReference: PolicyFit] = [:]
  /// Whether the client was let through to the server and port before.
  var wasForwarded = false
  /// Whether it began within the change's time.
  var isNear = false
  /// Whether it may have begun then: the client was let through last before that, and asked again later.
  var mayBeNear = false
  /// Whether the drops had begun before the change and ended with it: then it is their end.
  var isItsEnd = false
  var answer = ChangeClass.nothing
}
