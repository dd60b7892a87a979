import Foundation
import TestSupport

/// A file system of 64 KiB, for tests of a full one.
struct SmallDisk {
  private struct Refused: Error {}

  private let path: String

  init(at path: String) throws {
    self.path = path
    guard mount("tmpfs", path, "tmpfs", 0, "size=64k") == 0 else {
      throw Refused()
    }
  }

  func leave() {
    umount(path)
  }

  /// Whether this process may mount at all: few may.
  static var isAllowed: Bool {
    guard let directory = try? TemporaryDirectory(), let disk = try? SmallDisk(at: directory.path)
    else {
      return false
    }
    disk.leave()
    return true
  }
}
