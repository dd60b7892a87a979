import Foundation

/// Another program that a test needs: python3, promtool, a shell.
package enum Tool {
  package struct Failed: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) {
      self.description = description
    }
  }

  /// The environment without what changes an output: terminal, colour, locale, time zone.
  package static let environment: [String: String] = {
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
  package static let python: String = {
    let packaged = "/usr/bin/python3"
    return FileManager.default.isExecutableFile(atPath: packaged) ? packaged : "python3"
  }()

  /// Runs a program that has to succeed.
  package static func run(
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
  package static func attempt(
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
  package static func script(
    _ name: String, _ arguments: [String], within limit: Duration = .seconds(600)
  ) throws -> ChildProcess.Outcome {
    try run(python, [Fixture.path("tools/\(name)")] + arguments, within: limit)
  }

  /// What the binary writes on a terminal of so many columns, or columns and lines like 80x24, where its standard output is one.
  package static func onTerminal(
    _ size: String, _ arguments: [String], streams: String = "stdout", environment: String = "A=b"
  ) throws -> String {
    try script(
      "terminal.py", [size, streams, "env", environment, Binary.path] + arguments
    ).text
  }

  /// A shell command line in which "$FLOWAUDIT" is the binary.
  package static func shell(
    _ commandLine: String, _ arguments: String...
  ) throws -> ChildProcess.Outcome {
    try attempt(
      "bash", ["-c", commandLine, "bash"] + arguments, environment: ["FLOWAUDIT": Binary.path])
  }
}
