import Foundation

/// The release binary under test: the file named in FLOWAUDIT, else `.build/release/flowaudit`.
package enum Binary {
  package static let path =
    ProcessInfo.processInfo.environment["FLOWAUDIT"] ?? Fixture.root + ".build/release/flowaudit"

  /// Runs it to its end.
  package static func run(
    _ arguments: String..., input: ChildInput = .none, outputPath: String? = nil,
    directory: String = Fixture.folder, environment: [String: String] = [:],
    within limit: Duration = .seconds(120)
  ) throws -> ChildProcess.Outcome {
    try start(
      arguments, input: input, outputPath: outputPath, directory: directory,
      environment: environment
    ).outcome(within: limit)
  }

  package static func run(
    _ arguments: [String], input: ChildInput = .none, directory: String = Fixture.folder,
    within limit: Duration = .seconds(120)
  ) throws -> ChildProcess.Outcome {
    try start(arguments, input: input, directory: directory).outcome(within: limit)
  }

  /// Starts it, for the tests that talk to it while it runs.
  package static func start(
    _ arguments: [String], input: ChildInput, outputPath: String? = nil,
    directory: String = Fixture.folder, environment: [String: String] = [:]
  ) throws -> ChildProcess {
    try ChildProcess.start(
      path, arguments, input: input, outputPath: outputPath, directory: directory,
      environment: Tool.environment.merging(environment) { _, given in given })
  }
}
