import FlowOutput
import Foundation
import TestSupport
import Testing

/// Whose a file is that is replaced, and who may read it.
struct FileOwnerTests {
  private let directory: TemporaryDirectory
  private let bytes = Array("new\n".utf8)

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test(
    "a mode that is asked for is set, whatever the old file has; a new file's is that less the umask"
  )
  func askedMode() throws {
    let path = try directory.file("a.prom", "old\n", mode: 0o600)
    try AtomicFile(path, mode: .set(0o640)).write(bytes)
    #expect(try directory.mode("a.prom") == 0o640)
    try AtomicFile(directory.path(of: "state"), mode: .kept(orElse: 0o600)).write(bytes)
    #expect(try directory.mode("state") == 0o600)
  }

  @Test(
    "another user's link in a directory that everybody may write is refused",
    .enabled(if: getuid() == 0))
  func foreignLink() throws {
    let path = directory.path(of: "a.prom")
    try directory.file("secret", "old\n")
    symlink("secret", path)
    try #require(lchown(path, 65_534, 65_534) == 0)
    try AtomicFile(path).write(bytes)
    try #require(chmod(directory.path, 0o1777) == 0)
    #expect(throws: OutputError.self) { try AtomicFile(path).write([1]) }
    #expect(throws: OutputError.self) { try AtomicFile(path).read(atMost: 100) }
    #expect(try directory.text("secret") == "new\n")
    try #require(lchown(path, 0, 0) == 0)
    try AtomicFile(path).write([0x31])
    #expect(try directory.text("secret") == "1")
  }
}
