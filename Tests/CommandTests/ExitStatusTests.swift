import Foundation
import Glibc
import TestSupport
import Testing

@testable import flowaudit

/// The exit statuses, and that each failure says what and where.
@Suite struct ExitStatusTests {
  @Test("no such file: status 3, the name in the message, the other inputs are read")
  func noSuchFile() throws {
    let alone = try Binary.run("drops", "nosuchfile")
    #expect(alone.status == .exited(3))
    #expect(alone.errorText.contains("nosuchfile: cannot be opened: No such file or directory"))
    let beside = try Binary.run("drops", "--output", "json", "nosuchfile", "flows/pairing.jsonl")
    #expect(beside.status == .exited(3))
    #expect(try Answer(beside).total.drops == 39)
  }

  @Test("a file that may not be read: status 3, the name in the message")
  func unreadableFile() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("secret.jsonl", #"{"flow":{"verdict":"DROPPED"}}"#)
    try #require(chmod(file, 0) == 0)
    let outcome: ChildProcess.Outcome
    if geteuid() == 0 {
      try #require(chmod(directory.path, 0o755) == 0)
      let copy = directory.path + "/flowaudit"
      // Copied by another process: a descriptor of ours would be inherited, and the text file busy.
      try #require(Tool.attempt("cp", [Binary.path, copy]).status == .exited(0))
      outcome = try Tool.attempt(
        "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", copy, "drops", file])
    } else {
      outcome = try Binary.run("drops", file)
    }
    #expect(outcome.status == .exited(3))
    #expect(outcome.errorText.contains("secret.jsonl: cannot be opened: Permission denied; run as"))
  }

  @Test("a directory is read as the logs in it, in name order; without one it is status 3")
  func directories() throws {
    let directory = try TemporaryDirectory()
    _ = try directory.file("b.jsonl", #"{"flow":{"verdict":"DROPPED"}}"#)
    _ = try directory.file("a.json", "not json\n{\"flow\":{}}\n")
    _ = try directory.file("ignored.txt", #"{"flow":{"verdict":"DROPPED"}}"#)
    let outcome = try Binary.run("drops", "--output", "json", directory.path)
    #expect(outcome.status == .exited(0))
    let answer = try Answer(outcome)
    #expect(answer.coverage.lines.filter { $0.value != 0 } == ["flow": 2, "malformed": 1])
    let empty = try TemporaryDirectory()
    let refused = try Binary.run("drops", empty.path)
    #expect(refused.status == .exited(3))
    #expect(refused.errorText.contains(empty.path))
  }

  @Test("the same file named twice, by a link too, is read once")
  func sameFileTwice() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("a.jsonl", try Fixture.bytes("flows/pairing.jsonl"))
    try FileManager.default.createSymbolicLink(
      atPath: directory.path + "/link.jsonl", withDestinationPath: file)
    let outcome = try Binary.run(
      "drops", "--output", "json", file, file, directory.path + "/link.jsonl", directory.path)
    #expect(outcome.status == .exited(0))
    #expect(try Answer(outcome).total.drops == 39)
  }

  @Test("a file that is no flow log: status 3, and it says so")
  func notAFlowLog() throws {
    let outcome = try Binary.run("drops", Fixture.path("README.md"))
    #expect(outcome.status == .exited(3))
    #expect(outcome.errorText.contains("README.md"))
    #expect(outcome.errorText.contains("not a flow log"))
  }

  @Test(
    "other compressions are refused with the tool to pipe through",
    arguments: [
      ("zstd", [0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0]),
      ("xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x04]),
      ("bzip2", [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26]),
    ] as [(String, [UInt8])])
  func otherCompression(name: String, magic: [UInt8]) throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("log", magic)
    let outcome = try Binary.run("drops", file)
    #expect(outcome.status == .exited(3))
    #expect(outcome.errorText.contains(name))
    #expect(outcome.errorText.contains("cat FILE | flowaudit"))
  }

  @Test("bytes behind a gzip member: zeros are padding, others are status 3")
  func behindGzip() throws {
    let directory = try TemporaryDirectory()
    let packed = try Fixture.bytes("flows/minimal-5k.jsonl.gz")
    let zeros = try directory.file("zeros.gz", packed + [UInt8](repeating: 0, count: 1000))
    let garbage = try directory.file("garbage.gz", packed + [UInt8]("garbage".utf8))
    let two = try directory.file("two.gz", packed + packed)
    let padded = try Binary.run("drops", "--output", "json", zeros)
    #expect(padded.status == .exited(0))
    #expect(try Answer(padded).total.drops == 105)
    let damaged = try Binary.run("drops", "--output", "json", garbage)
    #expect(damaged.status == .exited(3))
    #expect(damaged.errorText.contains("\(packed.count)"))
    #expect(try Answer(damaged).total.drops == 105)
    let members = try Binary.run("drops", "--output", "json", two)
    #expect(members.status == .exited(0))
    #expect(try Answer(members).lineCount("flow") == 10_000)
  }

  @Test("--fail-on N: status 1 for more than N drops, 0 for N")
  func failOn() throws {
    for (limit, status) in [(38, 1), (39, 0), (0, 1), (1_000_000, 0)] as [(Int, Int32)] {
      let outcome = try Binary.run("drops", "--fail-on", "\(limit)", "flows/pairing.jsonl")
      #expect(outcome.status == .exited(status), "--fail-on \(limit)")
      #expect(!outcome.text.isEmpty)
    }
  }

  @Test("--strict: status 3 for a malformed line or a lost event, 0 without")
  func strict() throws {
    let statuses: [(String, Int32)] = [
      ("flows/pairing.jsonl", 0), ("flows/mixed.jsonl", 3), ("edge/lost.json", 3),
      ("edge/blank.json", 0), ("edge/nodestatus.json", 0),
    ]
    for (file, status) in statuses {
      let strict = try Binary.run("drops", "--strict", file)
      #expect(strict.status == .exited(status), "--strict \(file)")
      #expect(try Binary.run("drops", file).status == .exited(0), "\(file)")
    }
  }

  @Test(
    "what cannot be meant is status 2, nothing on standard output, and a hint",
    arguments: [
      ["drops", "--nosuchflag"], ["drops", "--by", "colour"], ["drops", "--output", "yaml"],
      ["drops", "--top", "many"], ["drops", "--verdict", "FORWARDED"], ["drops", "--by"],
      ["drops", "--sort", "colour"], ["drops", "--since", "yesterday-ish"],
      ["drops", "--bucket", "0s"], ["drops", "--cel-expression", "true"],
      ["summary", "--output", "prometheus"],
      ["drops", "--bucket", "1m", "--output", "prometheus"],
      ["export", "--by", "reason"], ["drops", "--namespace", "a", "--from-namespace", "b"],
    ])
  func usage(arguments: [String]) throws {
    let outcome = try Binary.run(arguments)
    #expect(outcome.status == .exited(2), "\(outcome.errorText)")
    #expect(outcome.text == "")
    #expect(outcome.errorText.hasPrefix("flowaudit: "))
  }

  @Test("a full disk under standard output: status 4 and a message")
  func fullDisk() throws {
    for format in OutputFormat.all.map(\.name) {
      let outcome = try Binary.run(
        "drops", "--output", format, "flows/full-20k.jsonl.gz", outputPath: "/dev/full")
      #expect(outcome.status == .exited(4), "\(format)")
      #expect(outcome.errorText.contains("No space left on device"), "\(format)")
    }
  }

  @Test("a reader that has seen enough: status 0, no message")
  func closedPipe() throws {
    let command = """
      "$FLOWAUDIT" flows --output csv --by source-pod,destination-pod,destination-port "$1" \
      | head -1; echo "${PIPESTATUS[0]}"
      """
    let outcome = try Tool.shell(command, Fixture.path("flows/full-20k.jsonl.gz"))
    #expect(outcome.errorText == "")
    #expect(outcome.text == "source_pod,destination_pod,destination_port,flows,first,last\n0\n")
    let ignored = try Tool.shell(
      "trap '' PIPE; " + command, Fixture.path("flows/full-20k.jsonl.gz"))
    #expect(ignored.errorText == "")
    #expect(ignored.text == outcome.text)
  }

  @Test("help and version: status 0, on standard output")
  func helpAndVersion() throws {
    for arguments in [["--help"], ["drops", "--help"], ["help", "export"], ["--version"]] {
      let outcome = try Binary.run(arguments)
      #expect(outcome.status == .exited(0), "\(arguments)")
      #expect(outcome.errorText == "", "\(arguments)")
      #expect(outcome.text.contains("flowaudit"), "\(arguments)")
    }
  }

  @Test("--quiet says nothing on standard error but changes neither answer nor status")
  func quiet() throws {
    let loud = try Binary.run("drops", "cases/bad-lines/bad.jsonl")
    let quiet = try Binary.run("drops", "--quiet", "cases/bad-lines/bad.jsonl")
    #expect(!loud.errorText.isEmpty)
    #expect(quiet.errorText == "")
    #expect(quiet.text == loud.text)
    #expect(quiet.status == loud.status)
  }
}
