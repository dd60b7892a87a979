public import FlowAnswer

/// What a correlation may be set to.
public struct CorrelationSettings: Equatable, Sendable {
  /// How long after a change drops may be its own.
  public var window: Nanoseconds
  /// How far apart the clocks of the log and of the changes may be.
  public var guardTime: Nanoseconds

  /// The settings that stand in the documentation.
  public init(window: Nanoseconds = .seconds(900), guardTime: Nanoseconds = .seconds(30)) {
    self.window = window
    self.guardTime = guardTime
  }
}

/// The numbers of the rules, in seconds and counts.
struct CorrelationRules: Sendable {
  let window: Double
  let guardTime: Double
  /// What is compared with: up to so long before.
  var baseline: Double { 3 * window }
  /// How long after its end a change settles.
  let settle = 60.0
  /// Fewer attempts say nothing.
  let leastCount = 5
  /// A rise is at least so many times the rate of before.
  let leastRatio = 2.0
  /// Adjusted probabilities above this are chance.
  let chance = 0.01
  /// Of clients outside of the cluster.
  let chanceOfWorld = 1e-6
  /// The probability of the test of busy minutes, which tells a rise from one burst.
  let chanceOfMinutes = 0.02
  /// That of the test of ranks.
  let chanceOfRanks = 1e-3
  /// Of the test whether requests that were let through are dropped now.
  let chanceOfTurn = 0.01
  /// So many calls are enough where they are.
  let leastTurned = 3
  /// Of either side of a change the log covers at least so much.
  let leastCovered = 0.2
  /// How long pods that come and go are missed.
  let transientTime = 180.0

  init(_ settings: CorrelationSettings) {
    window = Double(settings.window.count) / 1e9
    guardTime = Double(settings.guardTime.count) / 1e9
  }
}
