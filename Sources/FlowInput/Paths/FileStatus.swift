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
  init(_ file: InputFile) throws(InputProblem) {
    var status = stat()
    // Both calls only write into `status`; the path is copied with its closing NUL.
    let result =
      switch file {
      case .standardInput: unsafe fstat(STDIN_FILENO, &status)
      case .path(let path): unsafe stat(path.systemBytes, &status)
      case .stripe(let stripe): unsafe stat(stripe.path.systemBytes, &status)
      case .held(let stretch): unsafe fstat(stretch.file.descriptor, &status)
      case .producer: Self.pipe(&status)
      }
    guard result == 0 else {
      throw InputProblem(file: file, cause: .cannotOpen(errno: errno))
    }
    self.init(status)
  }

  /// The file behind an open descriptor, nil where there is none.
  init?(descriptor: Int32) {
    var status = stat()
    // fstat only writes into `status`.
    guard unsafe fstat(descriptor, &status) == 0 else {
      return nil
    }
    self.init(status)
  }

  /// A command's output is a pipe, also before it is started.
  private static func pipe(_ status: inout stat) -> Int32 {
    status.st_mode = S_IFIFO
    return 0
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
    (try? FileStatus(.path(self)))?.kind == .directory
  }

  /// The bytes with the closing NUL, as system calls take them.
  var systemBytes: [CChar] {
    bytes.map { CChar(bitPattern: $0) } + [0]
  }
}
