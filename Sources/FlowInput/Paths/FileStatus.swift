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
    var status = stat()
    // stat only writes into `status`; the path is copied with its closing NUL.
    guard unsafe stat(path.systemBytes, &status) == 0 else {
      throw InputProblem(origin: .file(path), cause: .cannotOpen(errno: errno))
    }
    self.init(status)
  }

  /// The file behind an open descriptor; throws what `fstat` says.
  init(descriptor: Int32, of origin: InputOrigin) throws(InputProblem) {
    guard let status = Self(descriptor: descriptor) else {
      throw InputProblem(origin: origin, cause: .cannotOpen(errno: errno))
    }
    self = status
  }

  /// The file behind an open descriptor, nil where there is none, see errno.
  init?(descriptor: Int32) {
    var status = stat()
    // fstat only writes into `status`.
    guard unsafe fstat(descriptor, &status) == 0 else {
      return nil
    }
    self.init(status)
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

  /// Whether both lead to one file, or, where nothing is there, would.
  public func isSameFile(as other: InputPath) -> Bool {
    if let identity = (try? FileStatus(self))?.identity {
      return identity == (try? FileStatus(other))?.identity
    }
    let folder = (try? FileStatus(parent))?.identity
    return folder != nil && baseName.elementsEqual(other.baseName)
      && folder == (try? FileStatus(other.parent))?.identity
  }
}
