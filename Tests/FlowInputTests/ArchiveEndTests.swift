import Foundation
import TestSupport
import Testing

@testable import FlowInput

/// Where archives and compressed files end, and what may be behind them.
@Suite(.enabled(if: ArchiveReader.isAvailable)) struct ArchiveEndTests {
  /// What a command makes of the files `x.log` ("one", a line) and `y.log` ("two").
  private func made(_ command: String, in directory: TemporaryDirectory) throws -> String {
    try directory.file("in/x.log", "one\n")
    try directory.file("in/y.log", "two\n")
    _ = try Tool.run(
      "bash",
      ["-ec", "cd \"$2\"; \(command)", "bash", directory.path(of: "a"), directory.path(of: "in")])
    return directory.path(of: "a")
  }

  private func lines(_ path: String) -> [String] {
    let list = InputList(arguments: [path])
    return list.problems.map(\.message)
      + list.inputs.flatMap { drain($0) }.map { seen in
        seen.line.map { String(decoding: $0, as: UTF8.self) } ?? "\(seen)"
      }
  }

  @Test(
    "archives and compressed files one behind the other are one",
    arguments: [
      "tar -cf b x.log; tar -cf c y.log; cat b c > \"$1\"",
      "tar -czf b x.log; tar -czf c y.log; cat b c > \"$1\"",
      "(xz < x.log; xz < y.log) > \"$1\"", "(zstd -q < x.log; zstd -q < y.log) > \"$1\"",
      "(bzip2 < x.log; bzip2 < y.log) > \"$1\"",
    ])
  func oneBehindTheOther(command: String) throws {
    let directory = try TemporaryDirectory()
    #expect(lines(try made(command, in: directory)) == ["one", "two"])
  }

  @Test("a zstd file may begin with frames that are to be skipped")
  func skippableFrames() throws {
    let directory = try TemporaryDirectory()
    let frame = #"printf '\x50\x2a\x4d\x18\x04\x00\x00\x00\x00\x01\x00\x00'"#
    let empty = #"printf '\x5f\x2a\x4d\x18\x00\x00\x00\x00'"#
    let path = try made(
      "(\(frame); \(empty); zstd -q < x.log; \(frame); zstd -q < y.log) > \"$1\"", in: directory)
    #expect(lines(path) == ["one", "two"])
  }

  @Test("a zip with another one behind it, or without its end, is told")
  func zipEnds() throws {
    let directory = try TemporaryDirectory()
    let zips = "rm -f b.zip c.zip; zip -q b.zip x.log; zip -q c.zip y.log"
    let path = try made("\(zips); cp b.zip \"$1\"", in: directory)
    #expect(lines(path) == ["one"])
    _ = try made("\(zips); cat b.zip c.zip > \"$1\"", in: directory)
    #expect(
      lines(path) == [
        "\(path): is a zip archive with other bytes behind it, perhaps another archive, which are not read: "
          + "unpack it and name the directory", "one",
      ])
    _ = try made("\(zips); head -c 60 b.zip > \"$1\"", in: directory)
    #expect(lines(path).first?.contains("damaged or cut short") == true)
  }

  @Test("bytes behind bzip2 and zstd data are told, zeros are not", arguments: ["bzip2", "zstd"])
  func behindData(tool: String) throws {
    let directory = try TemporaryDirectory()
    let path = try made("(\(tool) < x.log; head -c 200000 /dev/zero) > \"$1\"", in: directory)
    #expect(lines(path) == ["one"])
    for rest in ["echo junk", "head -c 100000 /dev/zero; echo junk", "gzip < y.log"] {
      let path = try made("(\(tool) < x.log; \(rest)) > \"$1\"", in: directory)
      #expect(
        lines(path) == [
          "one",
          "problem \(path): \(tool) data ends after 4 bytes of text, and other bytes follow, which are not read",
        ])
    }
  }

  @Test("zstd frames of any kind are read to their ends")
  func zstdFrames() throws {
    let directory = try TemporaryDirectory()
    let text = (0..<30_000).map { "line \($0 * 7919 % 10_007)\n" }.joined()
    for flags in ["", "-19", "--no-check", "--long=24 --no-content-size", "-1 -B4096"] {
      try directory.file("in/big.log", text)
      let path = try made(
        "(zstd -q \(flags) < big.log; zstd -q --rm big.log -o b; cat b; head -c 300000 /dev/zero | zstd -q; rm b) > \"$1\"",
        in: directory)
      let seen = drain(Input(.path(InputPath(path))))
      #expect(seen.count == 60_001, "\(flags)")
    }
  }
}
