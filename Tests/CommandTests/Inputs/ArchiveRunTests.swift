import Foundation
import TestSupport
import Testing

/// Runs over archives, compressed logs, UTF-16 and directories, as people have them.
@Suite struct ArchiveRunTests {
  /// Flow lines of two logs, and files beside them that are none.
  private static func fill(_ directory: TemporaryDirectory) throws {
    let lines = try Fixture.unpacked("flows/full-20k.jsonl.gz").split(separator: 10)
    func text(_ range: Range<Int>) -> [UInt8] {
      Array(lines[range].joined(separator: [10])) + [10]
    }
    try directory.file("dump/n1/events-2026-05-11T06-02-12.921.log", text(0..<1500))
    try directory.file("dump/n1/events.log", text(1500..<3000))
    try directory.file("dump/n2/hubble-flows.json", text(3000..<4000))
    try directory.file("dump/agent.log", "level=info msg=\"started\"\nlevel=info msg=\"ready\"\n")
    try directory.file("dump/health.json", "{\n  \"nodes\": []\n}\n")
    try directory.file("dump/.hidden.log", text(0..<10))
  }

  private static let note = "stepped over, without a flow line: agent.log, health.json"

  /// The directory's own answer, which its archives give, too.
  private static func answer(_ directory: TemporaryDirectory, _ arguments: String...) throws
    -> String
  {
    let outcome = try Binary.run(
      ["drops", "--output", "json"] + arguments, directory: directory.path)
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    return outcome.text
  }

  @Test("a directory is read with those below it; what is no flow log is one note, and no lines")
  func directory() throws {
    let directory = try TemporaryDirectory()
    try Self.fill(directory)
    let outcome = try Binary.run(["drops", "--output", "json", "dump"], directory: directory.path)
    #expect(outcome.status == .exited(0))
    #expect(outcome.errorText == "flowaudit: warning: dump: 2 of 5 files are \(Self.note)\n")
    let named = try Self.answer(
      directory, "dump/n1/events.log", "dump/n1/events-2026-05-11T06-02-12.921.log",
      "dump/n2/hubble-flows.json")
    #expect(outcome.text == named)
    for threads in ["1", "3"] {
      #expect(try Self.answer(directory, "--threads", threads, "dump") == named)
    }
    let flat = try Binary.run(["drops", "--no-recursive", "dump"], directory: directory.path)
    #expect(flat.status == .exited(3))
    #expect(
      flat.errorText
        == "flowaudit: dump: not a flow log: no file in it is one: agent.log, health.json\n")
    #expect(
      try Binary.run(["drops", "--strict", "dump"], directory: directory.path).status == .exited(0))
  }

  @Test("in a directory packed logs are read, and what is left out for its name is one note")
  func namesInDirectory() throws {
    let directory = try TemporaryDirectory()
    let lines = try Fixture.unpacked("flows/full-20k.jsonl.gz").split(separator: 10)
    func text(_ range: Range<Int>) -> [UInt8] {
      Array(lines[range].joined(separator: [10])) + [10]
    }
    try directory.file("d/events.log.old", text(0..<10))
    try directory.file("d/part-0000", text(0..<10))
    try directory.file("d/below/state.db", "x")
    try directory.file("d/x.zip", "x")
    try directory.file("d/events.log", text(1500..<3000))
    var packed = "d/events.log.1"
    try directory.file(packed, text(0..<1500))
    if Self.hasLibrary {
      _ = try Tool.run("xz", [directory.path(of: packed)])
      packed += ".xz"
      // It may be half written.
      try directory.file("d/events.log.zst", "x")
    }
    let outcome = try Binary.run(["drops", "--output", "json", "d"], directory: directory.path)
    #expect(outcome.status == .exited(0))
    #expect(
      outcome.errorText
        == "flowaudit: warning: d: 4 files are not read, for their names are no log's: below/state.db, events.log.old, "
        + "part-0000 and 1 more; name them one by one to read them\n")
    #expect(
      outcome.text == (try Self.answer(directory, packed, "d/events.log")))
  }

  @Test(
    "an archive gives what its directory gives, drops and lines",
    .enabled(if: Self.hasLibrary),
    arguments: [
      "tar -cf $0 dump", "tar -czf $0 dump", "tar -cJf $0 dump", "tar -cjf $0 dump",
      "tar -c dump | zstd -q > $0", "zip -qr $0.zip dump; mv $0.zip $0",
    ])
  func archive(packer: String) throws {
    let directory = try TemporaryDirectory()
    try Self.fill(directory)
    _ = try Tool.run(
      "bash", ["-ec", "cd \"$1\"; rm dump/.hidden.log; \(packer)", "a.archive", directory.path])
    let outcome = try Binary.run(
      ["drops", "--output", "json", "a.archive"], directory: directory.path)
    #expect(outcome.status == .exited(0))
    #expect(
      outcome.errorText.hasPrefix(
        "flowaudit: warning: a.archive: 2 of 5 files are stepped over, without a flow line: "))
    #expect(outcome.text.replacing("a.archive/", with: "") == (try Self.answer(directory, "dump")))
    let lines = try Binary.run(["filter", "--quiet", "a.archive"], directory: directory.path)
    let ofDirectory = try Binary.run(["filter", "--quiet", "dump"], directory: directory.path)
    #expect(
      lines.output.split(separator: 10).map(Array.init).sorted { $0.lexicographicallyPrecedes($1) }
        == ofDirectory.output.split(separator: 10).map(Array.init).sorted {
          $0.lexicographicallyPrecedes($1)
        })
  }

  @Test(
    "a compressed log, and UTF-16 in both orders, give what the log gives",
    arguments: ["zstd -q", "xz", "bzip2", "utf-16le", "utf-16be"])
  func log(form: String) throws {
    let directory = try TemporaryDirectory()
    let plain = try directory.file(
      "plain.json", Fixture.unpacked("flows/odd-5k.jsonl.gz").filter { _ in true })
    let isText = form.hasPrefix("utf")
    guard isText || Self.hasLibrary else {
      return
    }
    let script =
      isText
      ? "(printf '\\xEF\\xBB\\xBF'; cat \"$1\") | iconv -f utf-8 -t \(form) > \"$2\""
      : "\(form) < \"$1\" > \"$2\""
    let packed = directory.path(of: "packed")
    _ = try Tool.run("bash", ["-ec", script, "bash", plain, packed])
    for command in [["drops", "--output", "json"], ["filter"]] {
      let expected = try Binary.run(command + [plain])
      let outcome = try Binary.run(command + [packed])
      #expect(outcome.status == expected.status)
      #expect(outcome.output == expected.output)
    }
  }

  @Test(
    "an archive of nothing, and one of nothing that is a flow log, end with 3 and say so",
    .enabled(if: Self.hasLibrary))
  func nothing() throws {
    let directory = try TemporaryDirectory()
    try directory.file("a.txt", "hello\nworld\n")
    _ = try Tool.run(
      "bash",
      [
        "-ec", "cd \"$1\"; zip -q none.zip a.txt; tar -cf empty.tar -T /dev/null", "bash",
        directory.path,
      ])
    for (name, message) in [
      ("none.zip", "none.zip: not a flow log: no file of the archive is one: a.txt"),
      ("empty.tar", "empty.tar: is a tar archive without a file in it"),
    ] {
      let outcome = try Binary.run(["drops", name], directory: directory.path)
      #expect(outcome.status == .exited(3))
      #expect(outcome.errorText == "flowaudit: \(message)\n")
    }
  }

  @Test(
    "bytes that unpack to very much more are read in constant memory", .enabled(if: Self.hasLibrary)
  )
  func bomb() throws {
    let directory = try TemporaryDirectory()
    let script = """
      cd "$1"; yes '{"flow":{"verdict":"FORWARDED"}}' | head -c 300M > x.log
      zstd -q x.log -o x.zst; zip -q x.zip x.log; tar -cf - x.log | xz -1 > x.tar.xz; rm x.log
      """
    _ = try Tool.run("bash", ["-ec", script, "bash", directory.path])
    for name in ["x.zst", "x.zip", "x.tar.xz"] {
      #expect(
        try MemoryTests.peak(["drops", directory.path(of: name)]) < MemoryTests.limitKibibytes)
    }
  }

  @Test("an archive on a pipe is not read as text")
  func pipe() throws {
    let directory = try TemporaryDirectory()
    try directory.file("a.log", "{}\n")
    let script = "cd \"$1\"; tar -cf - a.log | \"$FLOWAUDIT\" drops"
    let outcome = try Tool.shell(script, directory.path)
    #expect(outcome.status == .exited(3))
    #expect(
      outcome.errorText
        == "flowaudit: standard input: is a tar archive, which is read from a file only: give its name as FILE\n"
    )
  }

  @Test(
    "without libarchive the message names the package, status 3; gzip and plain logs are read",
    .enabled(if: Self.hasLibrary && Self.canHide))
  func withoutLibrary() throws {
    let directory = try TemporaryDirectory()
    try Self.fill(directory)
    let script = """
      cd "$1"; tar -czf a.tgz dump; zstd -q dump/n1/events.log -o l.zst; gzip -c dump/n1/events.log > l.gz
      unshare --mount bash -c 'for l in $(ldconfig -p | sed -n "s/.*libarchive.so.13 .*=> //p"); do
        mount --bind /dev/null "$(readlink -f "$l")"; done
      for f in a.tgz l.zst l.gz; do "$FLOWAUDIT" drops --quiet $f > out; echo "$? $(grep -c total out)"; done'
      """
    let outcome = try Tool.shell(script, directory.path)
    #expect(outcome.text == "3 0\n3 0\n0 1\n")
    #expect(
      outcome.errorText == """
        flowaudit: a.tgz: is a tar archive, which needs libarchive: install the package libarchive13 \
        (libarchive13t64, libarchive), or use: tar -xf FILE -C DIRECTORY && flowaudit ... DIRECTORY
        flowaudit: l.zst: is compressed with zstd, which needs libarchive: install the package libarchive13 \
        (libarchive13t64, libarchive), or use: zstdcat FILE | flowaudit ...

        """)
  }

  @Test("a log that cannot grow is refused with --state, status 2", arguments: ["zstd -q", "gzip"])
  func state(tool: String) throws {
    let directory = try TemporaryDirectory()
    try Self.fill(directory)
    _ = try Tool.run(
      "bash", ["-ec", "cd \"$1\"; \(tool) < dump/n1/events.log > packed", "bash", directory.path])
    let form = tool == "gzip" ? "gzip" : "zstd"
    let flag = tool == "gzip" ? "--follow" : "--state"
    let outcome = try Binary.run(
      ["export", "--state", "s", "--textfile", "f.prom"] + (tool == "gzip" ? ["--follow"] : []) + [
        "packed"
      ],
      directory: directory.path)
    #expect(outcome.status == .exited(2))
    #expect(
      outcome.errorText.hasPrefix(
        "flowaudit: \(flag) reads on in a log that grows, and packed is compressed with \(form): leave out \(flag)\n"
      ))
  }

  /// Whether the binary reads archives here.
  static let hasLibrary: Bool = {
    let outcome = try? Tool.shell(
      "d=$(mktemp -d); cd $d; echo '{}' > a.log; tar -cf a.tar a.log; \"$FLOWAUDIT\" drops a.tar; s=$?; rm -r $d; exit $s"
    )
    return outcome?.status == .exited(0)
  }()

  /// Whether a library can be hidden from a process here: few may mount.
  static let canHide: Bool = {
    (try? Tool.attempt("unshare", ["--mount", "mount", "--bind", "/dev/null", "/dev/null"]))?.status
      == .exited(0)
  }()
}
