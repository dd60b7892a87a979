internal import Glibc

/// What the file table says of a path, symbolic links followed.
public struct FileFacts: Sendable, Equatable {
  /// What stands there.
  public enum Kind: Sendable {
    /// A file of bytes.
    case regular
    /// A directory.
    case directory
    /// A pipe, a socket, a device.
    case other
  }

  /// What stands there.
  public let kind: Kind
  /// The permission bits, with set-id and sticky bits.
  public let mode: UInt32
  /// The owner's number.
  public let user: UInt32
  /// The group's number.
  public let group: UInt32
  /// When the bytes were written last, in whole seconds since 1970.
  public let modificationTime: Int64

  /// Looks at a path; nil where nothing stands.
  public init?(_ path: String) throws(OutputError) {
    var status = stat()
    // The record outlives the call, which only fills it.
    guard OutputCall.repeated({ unsafe stat(path, &status) }) == 0 else {
      guard errno == ENOENT else {
        throw .failed(.inspect, path: path, code: errno)
      }
      return nil
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .directory
    default: kind = .other
    }
    mode = status.st_mode & 0o7777
    user = status.st_uid
    group = status.st_gid
    modificationTime = Int64(status.st_mtim.tv_sec)
  }

  /// A record of these facts.
  public init(kind: Kind, mode: UInt32, user: UInt32, group: UInt32, modificationTime: Int64) {
    self.kind = kind
    self.mode = mode
    self.user = user
    self.group = group
    self.modificationTime = modificationTime
  }
}
