internal import Glibc

/// What the kernel says about a file: its kind, its size, and which file it is.
struct FileStatus {
  /// The one file that several names may lead to.
  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  enum Kind {
    case regular, directory, pipe, other
  }

  let identity: Identity
  let kind: Kind
  let byteCount: Int64
  /// When the content changed last, nanoseconds since 1970.
  let modified: Int64

  /// Follows symbolic links; throws what `stat` says.
  init(_ path: InputPath) throws(InputProblem) {
    self.init(try FileCall.status(path))
  }

  /// The file behind an open descriptor; throws what `fstat` says.
  init(descriptor: Int32, of origin: InputOrigin) throws(InputProblem) {
    self.init(try FileCall.status(descriptor, of: origin))
  }

  /// A pipe that is not open yet.
  static var unopenedPipe: Self {
    var status = stat()
    status.st_mode = S_IFIFO
    return Self(status)
  }

  /// A file in an archive.
  static func member(byteCount: Int64) -> Self {
    var status = stat()
    status.st_mode = S_IFREG
    status.st_size = off_t(byteCount)
    return Self(status)
  }

  private init(_ status: stat) {
    identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    byteCount = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      // A shell may join two programs by a socket pair.
      case S_IFIFO, S_IFSOCK: .pipe
      default: .other
      }
  }
}

extension InputPath {
  /// Whether a directory stands there.
  public var isDirectory: Bool {
    (try? FileStatus(self))?.kind == .directory
  }
}
