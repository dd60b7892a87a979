import Foundation

/// System calls of the program under test that fail, or in which something happens: the environment that `Tests/Faults/inject.c` reads.
package struct Fault {
  /// The function, as C calls it; `*` for any.
  package var call: String
  /// Which of its calls, counted from 1: `3`, `4..7` or `2+`.
  package var when: String
  /// With what it fails, like `EIO`; nil where it does not.
  package var error: String?
  /// Only calls on a path that holds this text count.
  package var path: String?
  /// A shell command that runs to its end before the call.
  package var command: String?
  /// A file that gets a line for each call that counts.
  package var log: String?

  package init(
    _ call: String, when: String, error: String? = nil, path: String? = nil,
    doing command: String? = nil
  ) {
    (self.call, self.when, self.error, self.path, self.command) = (call, when, error, path, command)
  }

  /// The variables under which a program has the fault.
  package var environment: [String: String] {
    get throws {
      var variables = [
        "LD_PRELOAD": try Self.library.get(), "FAULT_CALL": call, "FAULT_WHEN": when,
      ]
      variables["FAULT_ERRNO"] = error
      variables["FAULT_PATH"] = path
      variables["FAULT_DO"] = command
      variables["FAULT_LOG"] = log
      return variables
    }
  }

  /// The calls that a program makes on such paths, `pread /tmp/x/events.log`, as `body` runs it with an environment.
  package static func calls(
    of call: String = "*", path: String? = nil, in directory: TemporaryDirectory,
    _ body: ([String: String]) throws -> Void
  ) throws -> [String] {
    let log = directory.path(of: "calls-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(atPath: log) }
    var fault = Self(call, when: "0", path: path)
    fault.log = log
    try body(try fault.environment)
    let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  /// The library, built once a run of the tests.
  package static let library = Result {
    let path = FileManager.default.temporaryDirectory.path + "/flowaudit-faults-\(getpid()).so"
    _ = try Tool.run(
      "cc",
      [
        "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", path,
        Fixture.root + "Tests/Faults/inject.c", "-ldl",
      ])
    return path
  }
}
