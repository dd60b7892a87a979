internal import Glibc

/// An open file, closed when its owner lets it go.
struct OpenFile: ~Copyable, Sendable {
  private let descriptor: Int32
  private let path: String
  private let isOwned: Bool

  /// Opens a file, named `path` in errors.
  init(_ name: String, flags: Int32, path: String, step: OutputStep) throws(OutputError) {
    descriptor = OutputCall.open(name, flags: flags)
    self.path = path
    isOwned = true
    if descriptor < 0 {
      throw .failed(step, path: path, code: errno)
    }
  }

  /// A file that was open before, and stays open.
  init(borrowing descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
    isOwned = false
  }

  deinit {
    if isOwned && descriptor >= 0 {
      close(descriptor)
    }
  }

  /// Writes all bytes, however many the system takes at a time.
  func write(_ bytes: [UInt8]) throws(OutputError) {
    var start = 0
    while start < bytes.count {
      // The buffer is read within its bounds: `start` is at most its count.
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe OutputCall.write(descriptor, UnsafeRawBufferPointer(rebasing: buffer[start...]))
      }
      if written > 0 {
        start += written
      } else {
        // Nothing taken and no error: POSIX does not say so, but waiting for more would be forever.
        try recover(from: written < 0 ? errno : EIO)
      }
    }
  }

  /// Writes what the system takes of some vectors, at least a byte; how much that was.
  func writeSome(_ vectors: [iovec], _ first: Int, _ count: Int) throws(OutputError) -> Int {
    while true {
      // The caller's vectors are passed on.
      let written = unsafe vectors.withUnsafeBufferPointer { buffer in
        unsafe OutputCall.write(
          descriptor, UnsafeBufferPointer(rebasing: buffer[first..<(first + count)]))
      }
      if written > 0 {
        return written
      }
      try recover(from: written < 0 ? errno : EIO)
    }
  }

  /// All bytes of a file; more than the limit are none of ours.
  func read(atMost limit: Int) throws(OutputError) -> [UInt8] {
    var bytes: [UInt8] = []
    while case let piece = try next(atMost: 65_536), !piece.isEmpty {
      bytes += piece
      guard bytes.count <= limit else {
        throw .tooLarge(path: path, limit: limit)
      }
    }
    return bytes
  }

  /// The next bytes of a file, at most so many; none at its end.
  func next(atMost limit: Int) throws(OutputError) -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: limit)
    while true {
      // At most the piece's count is written into it.
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count >= 0 {
        piece.removeLast(limit - count)
        return piece
      }
      guard errno == EINTR else {
        throw .failed(.read, path: path, code: errno)
      }
    }
  }

  /// An interrupted write goes on; one to a full pipe that does not block waits for its reader.
  private func recover(from code: Int32) throws(OutputError) {
    switch code {
    case EINTR:
      return
    case EAGAIN:
      var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      // One record, as the count says.
      _ = unsafe poll(&wait, 1, -1)
    case EPIPE:
      throw .closedPipe
    default:
      throw .failed(.write, path: path, code: code)
    }
  }

  /// From now on writing waits.
  func block() {
    let flags = fcntl(descriptor, F_GETFL)
    if flags >= 0 {
      _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK)
    }
  }

  /// Takes the advisory lock for as long as the file is open; false where somebody else has it.
  func lock() throws(OutputError) -> Bool {
    try lock(LOCK_EX)
  }

  /// Takes the advisory lock together with others who only look.
  func lockShared() throws(OutputError) -> Bool {
    try lock(LOCK_SH)
  }

  private func lock(_ kind: Int32) throws(OutputError) -> Bool {
    guard OutputCall.lock(descriptor, kind) != 0 else {
      return true
    }
    guard errno == EWOULDBLOCK else {
      throw .failed(.lock, path: path, code: errno)
    }
    return false
  }

  /// Whether it is a regular file of ours.
  var isOurs: Bool {
    var status = stat()
    // The record outlives the call, which only fills it.
    return OutputCall.repeated { unsafe fstat(descriptor, &status) } == 0
      && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
  }

  /// Gives the file owner and mode.
  ///
  /// Who may not give files away keeps the owner, and sets the group where that is allowed.
  func setAttributes(_ attributes: FileAttributes) throws(OutputError) {
    if let owner = attributes.owner,
      OutputCall.setOwner(descriptor, owner.user, owner.group) != 0
    {
      _ = OutputCall.setOwner(descriptor, .max, owner.group)
    }
    if OutputCall.setMode(descriptor, attributes.mode) != 0 {
      throw .failed(.setMode, path: path, code: errno)
    }
  }

  func synchronize() throws(OutputError) {
    if OutputCall.synchronize(descriptor) != 0 {
      throw .failed(.synchronize, path: path, code: errno)
    }
  }
}

/// Who owns a file and who may read it.
struct FileAttributes: Equatable {
  var mode: mode_t = 0o644
  var owner: (user: uid_t, group: gid_t)?

  static func == (left: Self, right: Self) -> Bool {
    left.mode == right.mode && left.owner?.user == right.owner?.user
      && left.owner?.group == right.owner?.group
  }
}
