internal import CLinux
internal import Glibc

/// An open file, pipe, standard input or member of an archive, read from where it stands.
///
/// Owns its descriptor and closes it, but for standard input. No mmap: read is faster, and a file that shrinks
/// under a mapping kills the process.
struct FileSource: ~Copyable, Sendable {
  private(set) var bytesRead: Int64 = 0
  private let descriptor: Int32
  private let isOwned: Bool
  /// Where the first byte stood; nil where the bytes come only once.
  private let start: off_t?
  private var isAtEnd = false
  /// How much of a stripe is left; nil where the file is read to its end.
  private var remaining: Int64?
  /// Of a command that is read: the process.
  private var process: ProducerProcess?
  /// Of an archive that is read: the member.
  private var member: MemberSource?
  /// Bytes that were read to tell the form, not yet handed on.
  private(set) var head: [UInt8] = []

  init(_ file: InputFile) throws(OpeningFailure) {
    if case .producer(let producer) = file {
      var output: Int32 = -1
      let process = try ProducerProcess(producer, output: &output)
      self.init(file, descriptor: output, process)
      return
    }
    if case .member(let member) = file {
      try self.init(member)
      return
    }
    let descriptor = Self.open(file)
    guard descriptor >= 0 else {
      throw errno == EINTR ? .interrupted : .problem(.cannotOpen(errno: errno))
    }
    self.init(file, descriptor: descriptor, nil)
  }

  /// Its descriptor, below 0 where it cannot be opened, see errno.
  private static func open(_ file: InputFile) -> Int32 {
    switch file {
    case .standardInput:
      STDIN_FILENO
    case .path(let path):
      // open copies the path; its variadic mode argument is not needed without O_CREAT.
      unsafe Glibc.open(path.systemBytes, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    case .stripe(let stripe):
      // As above.
      unsafe Glibc.open(stripe.path.systemBytes, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    case .held(let stretch):
      fcntl(stretch.file.descriptor, F_DUPFD_CLOEXEC, 0)
    case .producer, .member:
      -1
    }
  }

  private init(_ member: ArchiveMember) throws(OpeningFailure) {
    descriptor = -1
    isOwned = false
    start = nil
    self.member = try MemberSource(member)
  }

  private init(_ file: InputFile, descriptor: Int32, _ process: consuming ProducerProcess?) {
    self.descriptor = descriptor
    self.process = process
    isOwned = file != .standardInput
    if case .held(let stretch) = file {
      lseek(descriptor, off_t(stretch.start), SEEK_SET)
      remaining = stretch.end.map { max(0, $0 - stretch.start) }
      isAtEnd = remaining == 0
    }
    let kind = FileStatus(descriptor: descriptor)?.kind
    let position = kind == .regular ? lseek(descriptor, 0, SEEK_CUR) : -1
    start = position >= 0 ? position : nil
    if case .stripe(let stripe) = file {
      seek(stripe)
    } else {
      prepare(kind)
    }
  }

  deinit {
    if isOwned {
      close(descriptor)
    }
  }

  /// To the first line that begins in the stripe; what is left ends where the first line behind it begins.
  private mutating func seek(_ stripe: FileStripe) {
    let start = FileStripe.lineStart(descriptor, at: stripe.start)
    remaining = stripe.end.map { max(0, FileStripe.lineStart(descriptor, at: $0) - start) }
    isAtEnd = remaining == 0
    lseek(descriptor, off_t(start), SEEK_SET)
  }

  /// Asks the kernel for more at a time; nothing depends on its consent.
  private func prepare(_ kind: FileStatus.Kind?) {
    switch kind {
    case .pipe:
      var byteCount: Int32 = 1 << 20
      while byteCount > 1 << 16 && linux_set_pipe_size(descriptor, byteCount) < 0 {
        byteCount /= 2
      }
    case .regular:
      _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    case .directory, .other, nil:
      return
    }
  }

  /// Whether `readAgain` can work.
  var isRepeatable: Bool {
    start != nil
  }

  /// Whether its next bytes are never long in coming, so that whoever wants them may wait.
  var isPrompt: Bool {
    start != nil || member != nil
  }

  /// Goes back to where so many bytes had been read; nil when that is done.
  mutating func readAgain(from byteCount: Int64) -> ReadResult? {
    guard let start, lseek(descriptor, start + off_t(byteCount), SEEK_SET) >= 0 else {
      return .problem(.cannotRead(errno: errno, offset: byteCount))
    }
    bytesRead = byteCount
    isAtEnd = false
    head = []
    return nil
  }

  /// Reads the bytes that tell the form, in as few reads as can; nil when that is done.
  ///
  /// Takes what comes with them: of a pipe an archive is told by what one read gives.
  mutating func readHead() -> ReadResult? {
    while !isAtEnd && CompressedForm.isUndecided(head: head) {
      var bytes = [UInt8](repeating: 0, count: ArchiveForm.headByteCount - head.count)
      // The array lends its storage for this one call.
      let result = unsafe bytes.withUnsafeMutableBytes { unsafe readDescriptor(into: $0) }
      switch result {
      case .bytes(let count): head += bytes.prefix(count)
      case .end: isAtEnd = true
      case .pause, .stopped, .problem: return result
      }
    }
    return nil
  }

  private mutating func readDescriptor(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    if member != nil {
      // The caller's space is passed on.
      return unsafe readMember(into: space)
    }
    if let result = process?.check() {
      return result
    }
    // read writes at most `space.count` bytes into space that the caller lends.
    let room = remaining.map { min(space.count, Int(clamping: $0)) } ?? space.count
    let count = unsafe Glibc.read(descriptor, space.baseAddress, room)
    if count > 0 {
      bytesRead += Int64(count)
      process?.noteBytes()
      if let rest = remaining {
        remaining = rest - Int64(count)
        isAtEnd = rest == Int64(count)
      }
      return .bytes(count)
    }
    if count == 0 {
      if let result = process?.end() {
        return result
      }
      isAtEnd = true
      return .end
    }
    switch errno {
    case EINTR: return .pause
    case EAGAIN: return waitForBytes() ?? (unsafe readDescriptor(into: space))
    case EISDIR: return .problem(.isDirectory)
    default: return .problem(.cannotRead(errno: errno, offset: bytesRead))
    }
  }

  private mutating func readMember(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    // The caller's space is passed on.
    let result = unsafe member?.read(into: space) ?? .end
    switch result {
    case .bytes(let count): bytesRead += Int64(count)
    case .end: isAtEnd = true
    case .pause, .stopped, .problem: break
    }
    return result
  }

  /// Waits for a command's output, or where somebody else made the descriptor non-blocking, a terminal's or a pipe's other
  /// holder; nil where there are bytes now.
  private mutating func waitForBytes() -> ReadResult? {
    if process != nil {
      return process?.wait(for: descriptor)
    }
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // poll reads and writes this one record.
    _ = unsafe poll(&wanted, 1, -1)
    return .pause
  }
}

extension FileSource: ByteSource {
  /// The head first, then what read gives.
  mutating func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    guard head.isEmpty else {
      let count = min(head.count, space.count)
      // Copies as many bytes as both sides hold.
      unsafe space.copyBytes(from: head.prefix(count))
      head.removeFirst(count)
      return .bytes(count)
    }
    // The caller's space is passed on.
    return isAtEnd ? .end : unsafe readDescriptor(into: space)
  }
}
