import Foundation
import TestSupport
import Testing

/// Another user's links, in a directory that everybody may write.
@Suite(.enabled(if: getuid() == 0)) struct ForeignLinkTests {
  @Test(
    "another user's link is not followed to an input: status 3, whose it is; root's own and one elsewhere are",
    arguments: [
      ["drops"], ["filter"], ["filter", "--threads", "4"], ["export"], ["export", "--state", "s"],
    ])
  func input(arguments: [String]) throws {
    for mode: mode_t in [0o777, 0o1777, 0o755] {
      let directory = try TemporaryDirectory()
      try directory.file("secret/events.log", FaultyLog.lines(0..<10))
      let link = directory.path(of: "tmp/events.log")
      try directory.file("tmp/x", "")
      symlink("../secret/events.log", link)
      func run() throws -> ChildProcess.Outcome {
        try Binary.run(arguments + [link], directory: directory.path)
      }
      try #require(chmod(directory.path(of: "tmp"), mode) == 0)
      try #require(lchown(link, 65_534, 65_534) == 0)
      let foreign = try run()
      guard mode & 0o002 != 0 else {
        #expect(foreign.status == .exited(0))
        continue
      }
      #expect(foreign.status == .exited(3))
      #expect(
        foreign.errorText.hasPrefix(
          "flowaudit: \(link): is a link of user 65534, in a directory that everybody may write, and is not followed: name the file itself, or another directory\n"
        ), "\(foreign.errorText)")
      #expect(!foreign.text.contains("FIB_LOOKUP_FAILED"))
      try #require(lchown(link, 0, 0) == 0)
      #expect(try run().status == .exited(0))
    }
  }
}
