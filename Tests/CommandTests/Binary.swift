import Foundation

/// The release binary under test: the file named in FLOWAUDIT, else `.build/release/flowaudit`.
enum Binary {
  static let path =
    ProcessInfo.processInfo.environment["FLOWAUDIT"] ?? Fixture.root + ".build/release/flowaudit"

  /// Runs it to its end.
  static func run(
    _ arguments: String..., input: ChildInput = .none, outputPath: String? = nil,
    directory: String = Fixture.folder, environment: [String: String] = [:],
    within limit: Duration = .seconds(120)
  ) throws -> ChildProcess.Outcome {
    try start(
      arguments, input: input, outputPath: outputPath, directory: directory,
      environment: environment
    ).outcome(within: limit)
  }

  static func run(
    _ arguments: [String], input: ChildInput = .none, directory: String = Fixture.folder,
    within limit: Duration = .seconds(120)
  ) throws -> ChildProcess.Outcome {
    try start(arguments, input: input, directory: directory).outcome(within: limit)
  }

  /// Starts it, for the tests that talk to it while it runs.
  static func start(
    _ arguments: [String], input: ChildInput, outputPath: String? = nil,
    directory: String = Fixture.folder, environment: [String: String] = [:]
  ) throws -> ChildProcess {
    try ChildProcess.start(
      path, arguments, input: input, outputPath: outputPath, directory: directory,
      environment: Tool.environment.merging(environment) { _, given in given })
  }
}

/// Another program that a test needs: python3, promtool, a shell.
enum Tool {
  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  /// The environment without what changes an output: terminal, colour, locale, time zone.
  static let environment: [String: String] = {
    var environment = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "TERM", "LC_ALL", "FLOWAUDIT"] {
      environment[name] = nil
    }
    environment["LANG"] = "C.UTF-8"
    environment["TZ"] = "UTC"
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    return environment
  }()

  /// Debian's own interpreter where there is one: a version manager's shim costs more than the work.
  static let python: String = {
    let packaged = "/usr/bin/python3"
    return FileManager.default.isExecutableFile(atPath: packaged) ? packaged : "python3"
  }()

  /// Runs a program that has to succeed.
  static func run(
    _ program: String, _ arguments: [String], input: ChildInput = .none,
    environment extra: [String: String] = [:], within limit: Duration = .seconds(600)
  ) throws -> ChildProcess.Outcome {
    let outcome = try attempt(
      program, arguments, input: input, environment: extra, within: limit)
    guard outcome.status == .exited(0) else {
      throw Failed(description: "\(program) \(arguments): \(outcome.status)\n\(outcome.errorText)")
    }
    return outcome
  }

  /// Runs a program that may fail.
  static func attempt(
    _ program: String, _ arguments: [String], input: ChildInput = .none,
    environment extra: [String: String] = [:], within limit: Duration = .seconds(600)
  ) throws -> ChildProcess.Outcome {
    do {
      return try ChildProcess.start(
        program, arguments, input: input, outputPath: nil, directory: Fixture.folder,
        environment: environment.merging(extra) { _, given in given }
      ).outcome(within: limit)
    } catch let failure as ChildProcess.StartFailed {
      throw Failed(
        description: "\(failure.command) did not start (\(failure.cause)): scripts/setup --tests")
    }
  }

  /// Runs one of the scripts of Fixtures/tools.
  static func script(
    _ name: String, _ arguments: [String], within limit: Duration = .seconds(600)
  ) throws -> ChildProcess.Outcome {
    try run(python, [Fixture.path("tools/\(name)")] + arguments, within: limit)
  }

  /// A shell command line in which "$FLOWAUDIT" is the binary.
  static func shell(
    _ commandLine: String, _ arguments: String...
  ) throws -> ChildProcess.Outcome {
    try attempt(
      "bash", ["-c", commandLine, "bash"] + arguments, environment: ["FLOWAUDIT": Binary.path])
  }
}
