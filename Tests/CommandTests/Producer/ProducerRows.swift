import TestSupport
import Testing

/// A command behind `--`, and what `export` makes of it.
struct ProducerRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Arguments in front of `--`.
  var options: [String] = []
  let command: [String]
  /// The log whose numbers are to be there.
  var log: String
  var status: Int32 = 3
  /// The whole of standard error, without the program's name in front.
  var errors: String?
  /// The reason of the one error that is counted.
  var reason: String?

  init(
    _ rule: String, options: [String] = [], _ command: [String],
    reads log: String = "flows/pairing.jsonl",
    status: Int32 = 3, errors: String? = nil, reason: String? = nil
  ) {
    testDescription = rule
    self.options = options
    self.command = command
    self.log = log
    self.status = status
    self.errors = errors
    self.reason = reason
  }

  /// A script for the shell that is the command.
  init(
    _ rule: String, options: [String] = [], script: String,
    reads log: String = "flows/pairing.jsonl",
    status: Int32 = 3, errors: String? = nil, reason: String? = nil
  ) {
    self.init(
      rule, options: options, ["sh", "-c", script], reads: log, status: status, errors: errors,
      reason: reason)
  }

  static let log = "flows/pairing.jsonl"
  private static let nothing = "/dev/null"

  static let rows: [Self] = ended + silent + leftBehind + notStarted

  private static let ended = [
    Self("status 0: as if the file were read", ["/bin/cat", log], status: 0),
    Self("the program is looked for in PATH", ["cat", log], status: 0),
    Self(
      "gzipped", ["cat", "flows/full-20k.jsonl.gz"], reads: "flows/full-20k.jsonl.gz", status: 0),
    Self("its standard input is empty", ["cat", "-", log], status: 0),
    Self(
      "nothing printed, status 0", ["true"], reads: nothing,
      errors: "nothing came from true (--allow-empty accepts it)", reason: "input_empty"),
    Self(
      "nothing printed, accepted", options: ["--allow-empty"], ["true"], reads: nothing, status: 0),
    Self(
      "nothing printed, a status: one error", ["/bin/false"], reads: nothing,
      errors: "/bin/false: ended with status 1", reason: "command_failed"),
    Self(
      "a status other than 0: what was printed counts", script: "cat \(log); exit 3",
      errors: "sh: ended with status 3", reason: "command_failed"),
    Self(
      "killed: what was printed counts", script: "cat \(log); kill -9 $$",
      errors: "sh: was killed by signal 9 (Killed)", reason: "command_failed"),
    Self(
      "SIGPIPE has its default action", script: "cat \(log); kill -PIPE $$",
      errors: "sh: was killed by signal 13 (Broken pipe)", reason: "command_failed"),
    Self(
      "words go to the program as they are, a shell sees none of them",
      ["sh", "-c", "test \"$1\" = '$(touch /tmp/x); *' && cat \(log)", "sh", "$(touch /tmp/x); *"],
      status: 0),
    Self("options behind -- are the command's", ["cat", "--", log], status: 0),
    Self(
      "standard error is ours, however much it is",
      script: "yes 12345678901234567890 | head -c 3000000 >&2; cat \(log)", status: 0,
      errors: nil),
  ]

  private static let silent = [
    Self(
      "silent for too long", options: ["--timeout", "1s"], ["sleep", "60"], reads: nothing,
      errors: "sleep: printed nothing for 1.0 seconds, and was ended (--timeout)",
      reason: "command_timeout"),
    Self(
      "silent after it has printed", options: ["--timeout", "300ms"],
      script: "cat \(log); sleep 60",
      errors: "sh: printed nothing for 0.3 seconds, and was ended (--timeout)",
      reason: "command_timeout"),
    Self(
      "silent, and SIGTERM is ignored", options: ["--timeout", "300ms"],
      script: "trap '' TERM; cat \(log); sleep 60; sleep 60",
      errors: "sh: printed nothing for 0.3 seconds, and was ended (--timeout)",
      reason: "command_timeout"),
    Self(
      "its output closed, and it goes on", options: ["--timeout", "300ms"],
      script: "cat \(log); exec >&-; sleep 60",
      errors: "sh: printed nothing for 0.3 seconds, and was ended (--timeout)",
      reason: "command_timeout"),
    Self(
      "slow, but never silent for so long", options: ["--timeout", "5s"],
      script: "while read -r line; do echo \"$line\"; sleep 0.01; done < \(log)", status: 0),
    Self(
      "what it prints when it is asked to end counts", options: ["--timeout", "300ms"],
      script: "trap 'cat \(log); exit 0' TERM; sleep 60 & wait",
      errors: "sh: printed nothing for 0.3 seconds, and was ended (--timeout)",
      reason: "command_timeout"),
  ]

  private static let leftBehind = [
    Self("a process left behind holds the output open", script: "sleep 60 & cat \(log)", status: 0),
    Self(
      "processes left behind ignore SIGTERM",
      script: "(trap '' TERM; sleep 60; sleep 60) & cat \(log); exit 4",
      errors: "sh: ended with status 4", reason: "command_failed"),
    Self(
      "processes left behind do not hold it open", script: "sleep 60 >&- & cat \(log)", status: 0),
    Self("a process left behind prints the log", script: "(sleep 0.3; cat \(log)) &", status: 0),
  ]

  private static let notStarted = [
    Self(
      "not in PATH", ["no-such-program"], reads: nothing,
      errors:
        "no-such-program: cannot be started: no program of this name is in PATH (cron's is short); "
        + "give its full path",
      reason: "command_not_found"),
    Self(
      "no such file", ["./no-such-program"], reads: nothing,
      errors: "./no-such-program: cannot be started: No such file or directory",
      reason: "command_not_found"),
    Self(
      "no name", [""], reads: nothing,
      errors:
        "'': cannot be started: no program of this name is in PATH (cron's is short); give its full path",
      reason: "command_not_found"),
    Self(
      "a directory", ["/tmp"], reads: nothing,
      errors: "/tmp: cannot be started: Permission denied", reason: "command_not_found"),
    Self(
      "not executable", ["./\(log)"], reads: nothing,
      errors: "./\(log): cannot be started: Permission denied", reason: "command_not_found"),
    Self(
      "a name that would change the terminal", ["/no/\u{1B}[31m\n"], reads: nothing,
      errors: #"/no/\x1b[31m\n: cannot be started: No such file or directory"#,
      reason: "command_not_found"),
  ]
}
