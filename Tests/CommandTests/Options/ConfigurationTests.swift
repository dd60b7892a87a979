import TestSupport
import Testing

@testable import flowaudit

/// Default options, from the file that FLOWAUDIT_CONFIG names.
@Suite struct ConfigurationTests {
  private static let log = Fixture.path("flows/pairing.jsonl")
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func run(_ text: String, _ arguments: String...) throws -> ChildProcess.Outcome {
    let path = try directory.file("config", text)
    return try Binary.start(
      arguments, input: .none, environment: ["FLOWAUDIT_CONFIG": path]
    ).outcome(within: .seconds(60))
  }

  @Test("a file of options gives what these options give, a comment and blanks nothing")
  func defaults() throws {
    let found = try run(
      "# mine\n\n  --top\n2\r\n\t--output=csv \n#--strict\n", "drops", Self.log)
    let expected = try Binary.run("drops", Self.log, "--top", "2", "--output", "csv")
    #expect(found.text == expected.text && found.errorText == expected.errorText)
    #expect(found.status == .exited(0))
    #expect(
      try run("--top\n2\n", "drops", Self.log, "--no-config").text
        == Binary.run("drops", Self.log).text)
    #expect(try run("", "drops", Self.log).text == Binary.run("drops", Self.log).text)
  }

  @Test("what the command line gives counts instead, a filter with its --not")
  func overridden() throws {
    let config = "--output=csv\n--not\n--verdict\nDROPPED\n--top=1\n"
    let found = try run(config, "flows", Self.log, "--verdict", "DROPPED", "--top", "3")
    let expected = try Binary.run(
      "flows", Self.log, "--verdict", "DROPPED", "--top", "3", "--output", "csv")
    #expect(found.text == expected.text)
    #expect(
      try run("--top=1\n", "drops", Self.log, "--all").text
        == Binary.run("drops", Self.log, "--all").text)
    #expect(
      try run(config, "filter", Self.log).text
        == Binary.run("filter", Self.log, "--not", "--verdict", "DROPPED").text)
  }

  @Test("a state's counters take nothing from it, and it is said")
  func state() throws {
    let found = try run(
      "--quiet\n--verdict\nFORWARDED\n--max-line=1MiB\n", "export", "--state",
      directory.path(of: "state"), Self.log)
    let plain = try Binary.run("export", "--state", directory.path(of: "other"), Self.log)
    func samples(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { $0.hasPrefix("flowaudit_packets_dropped_total") }
    }
    #expect(samples(found.text) == samples(plain.text))
    #expect(found.errorText.contains("config:2: --verdict is not taken from here"))
    #expect(found.errorText.contains("config:4: --max-line is not taken from here"))
  }

  @Test("the options that a state depends on are those that it keeps")
  func stateOptions() {
    #expect(
      ExportCommand.text.settingsOfState.isSuperset(of: ["verdict", "where", "hubble-metrics"]))
    #expect(
      OptionTable.rows.map(\.longName).filter(ExportCommand.text.settingsOfState.contains).count
        == ExportCommand.text.settingsOfState.count)
  }

  /// A file, and what is wrong with it.
  static let faults: [(String, String)] = [
    ("\n--tpo\n3\n", "config:2: unknown option --tpo: did you mean --top?"),
    ("--top\nmany\n", "config:1: option --top: many is not a whole number"),
    ("--top", "config:1: option --top needs a value"),
    ("events.log", "config:1: events.log is not an option"),
    ("--quiet\n--help\n", "config:2: --help is for the command line"),
    ("--no-config", "config:1: --no-config is for the command line"),
    ("--top=1\n--top=2\n", "config:2: option --top is given twice"),
    ("--", "config:1: "),
    (
      "--namespace payments",
      "config:1: a value stands behind =, or on the next line: --namespace=payments"
    ),
    ("--\u{1b}[31m", "config:1: unknown option --\\x1b[31m"),
  ]

  @Test("what is wrong is said with file and line, status 2", arguments: faults)
  func fault(text: String, message: String) throws {
    let outcome = try run(text, "drops", Self.log)
    #expect(outcome.status == .exited(2))
    #expect(outcome.text == "")
    #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
  }

  @Test("a file that is not there is said, an empty name is none; --version names it")
  func missing() throws {
    let missing = try Binary.start(
      ["drops", Self.log], input: .none, environment: ["FLOWAUDIT_CONFIG": "/nowhere/config"]
    ).outcome()
    #expect(missing.status == .exited(2))
    #expect(missing.errorText.hasPrefix("flowaudit: FLOWAUDIT_CONFIG: cannot read /nowhere/config"))
    let empty = try Binary.start(
      ["drops", Self.log], input: .none, environment: ["FLOWAUDIT_CONFIG": ""]
    ).outcome()
    #expect(empty.status == .exited(0))
    let none = try Binary.start(
      ["--version"], input: .none, environment: ["FLOWAUDIT_CONFIG": "/dev/null"]
    ).outcome()
    #expect(none.text.hasSuffix("config: /dev/null\n"))
    let device = try Binary.start(
      ["drops", Self.log], input: .none, environment: ["FLOWAUDIT_CONFIG": "/dev/null"]
    ).outcome()
    #expect(device.status == .exited(0))
    let path = try directory.file("config", "--nonsense")
    let without = try Binary.start(
      ["--version", "--no-config"], input: .none, environment: ["FLOWAUDIT_CONFIG": path]
    ).outcome()
    #expect(without.text.hasSuffix("config: none (FLOWAUDIT_CONFIG names one)\n"))
    for word in ["--version", "version"] {
      let version = try Binary.start(
        [word], input: .none, environment: ["FLOWAUDIT_CONFIG": path]
      ).outcome()
      #expect(version.text.hasSuffix("config: \(path)\n"))
      #expect(version.status == .exited(0))
    }
  }
}
