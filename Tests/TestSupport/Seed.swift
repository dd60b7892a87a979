import Foundation

/// The seed of what is random in a run of the tests: FLOWAUDIT_SEED, else one of its own.
///
/// Printed when it is first asked for, so that a run that failed can be had again.
package enum Seed {
  /// The seed of this run.
  package static let ofRun: Int = {
    let given = ProcessInfo.processInfo.environment["FLOWAUDIT_SEED"].flatMap { Int($0) }
    let seed = given ?? Int.random(in: 1..<1_000_000_000)
    print("FLOWAUDIT_SEED=\(seed)")
    return seed
  }()
}
