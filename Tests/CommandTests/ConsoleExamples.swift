import Foundation
import TestSupport
import Testing

/// The console blocks of a document: commands, and all that they print to standard output.
///
/// A line `$ flowaudit ...` is run in the repository's root; what it prints stands below it, up to the next command or the end of the block. A
/// command that ends with another status than 0 has to say so: by `$ echo $?` behind its output, whose output is the status.
enum ConsoleExamples {
  private static let command = "$ flowaudit "
  private static let statusQuestion = "$ echo $?"

  /// Expects that the examples of a document, so many, print what it says; where FLOWAUDIT_WRITE_DOCUMENTS is set, writes what they print.
  static func check(_ path: String, count: Int) throws {
    let url = packageFolder.appending(path: path)
    let written = try String(contentsOf: url, encoding: .utf8)
    let lines = try rewritten(written.components(separatedBy: "\n"))
    let text = lines.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["FLOWAUDIT_WRITE_DOCUMENTS"] != nil {
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(written == text)
    #expect(lines.count { isCommandLine($0) } == count)
  }

  /// The lines of a document, the outputs of its examples written anew.
  static func rewritten(_ lines: [String]) throws -> [String] {
    var result: [String] = []
    var isInside = false
    var isOutput = false
    var status: ChildProcess.Status?
    for line in lines {
      let isCommand = isInside && line.hasPrefix("$ ")
      if isOutput, !isCommand, line != "```" {
        continue
      }
      isOutput = isCommand
      if line.hasPrefix("```") {
        isInside = line == "```console"
      }
      if line != statusQuestion || !isInside {
        guard status == nil || status == .exited(0) else {
          throw Tool.Failed(
            description:
              "an example failed: if it has to, say so by \(statusQuestion) in front of \(line)")
        }
        status = nil
      }
      result.append(line)
      if isInside, isCommandLine(line) {
        let outcome = try outcome(of: line)
        status = outcome.status
        result += printed(outcome)
      } else if isInside, line == statusQuestion {
        result.append(try code(of: status))
        status = nil
      }
    }
    return result
  }

  /// Whether a line is a command that is run.
  static func isCommandLine(_ line: String) -> Bool {
    line.hasPrefix(command)
  }

  private static func outcome(of line: String) throws -> ChildProcess.Outcome {
    let words = line.dropFirst(command.count).split(separator: " ").map(String.init)
    return try Binary.run(words, directory: packageFolder.path)
  }

  private static func printed(_ outcome: ChildProcess.Outcome) -> [String] {
    outcome.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  private static func code(of status: ChildProcess.Status?) throws -> String {
    guard case .exited(let code)? = status else {
      throw Tool.Failed(description: "\(statusQuestion) stands behind no example that ended")
    }
    return String(code)
  }
}
