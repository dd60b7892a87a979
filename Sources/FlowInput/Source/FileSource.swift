internal import CLinux
internal import Glibc

/// An open file, pipe, standard input or member of an archive, read from where it stands.
///
/// Owns its descriptor and closes it, but for standard input and a file that is held. Regular files are read by position, so that
/// nothing depends on where a descriptor stands.
struct FileSource: ~Copyable, Sendable {
  private(set) var bytesRead: Int64 = 0
  private let descriptor: Int32
  private let isOwned: Bool
  /// Where the first byte stands; nil where the bytes come only once.
  private let start: Int64?
  /// Bytes of the file when it was opened, 0 where it is none: it may end behind them, not before.
  private let byteCount: Int64
  private var isAtEnd = false
  /// Bytes of a stripe; nil where the file is read to its end.
  private let length: Int64?
  /// Of a followed log: the part of it that is read, which keeps the file.
  private let stretch: HeldStretch?
  /// Of a command that is read: the process.
  private var process: ProducerProcess?
  /// Of an archive that is read: the member.
  private var member: MemberSource?
  /// Bytes read to tell the form, not yet handed on.
  private(set) var head: [UInt8] = []

  init(_ file: InputFile) throws(OpeningFailure) {
    switch file {
    case .member(let member): self.init(-1, nil, try MemberSource(member))
    case .producer(let producer):
      var output: Int32 = -1
      let process = try ProducerProcess(producer, output: &output)
      self.init(output, process, nil)
    case .held(let stretch):
      do throws(InputProblem) {
        try self.init(stretch)
      } catch {
        throw .problem(error.cause)
      }
    case .standardInput, .path, .stripe:
      do throws(InputProblem) {
        try self.init(opening: file)
      } catch {
        throw error.cause == .cannotOpen(errno: EINTR) ? .interrupted : .problem(error.cause)
      }
    }
  }

  /// What gives its bytes once.
  private init(
    _ descriptor: Int32, _ process: consuming ProducerProcess?, _ member: consuming MemberSource?
  ) {
    (self.descriptor, isOwned) = (descriptor, descriptor >= 0)
    self.process = process
    self.member = member
    (start, byteCount, length, stretch) = (nil, 0, nil, nil)
    if descriptor >= 0 {
      prepare(.pipe)
    }
  }

  /// A part of a file that was looked at before, and that has not been replaced since.
  private init(_ stretch: HeldStretch) throws(InputProblem) {
    (descriptor, isOwned) = try stretch.file.opened()
    (self.stretch, start) = (stretch, stretch.start)
    byteCount = stretch.file.status.byteCount
    length = stretch.end.map { max(0, $0 - stretch.start) }
    isAtEnd = length == 0
    prepare(.regular)
  }

  private init(opening file: InputFile) throws(InputProblem) {
    let opened = try OpenedFile(file)
    descriptor = opened.descriptor
    isOwned = file != .standardInput
    stretch = nil
    start = opened.place?.start
    (byteCount, length) = (opened.place?.byteCount ?? 0, opened.place?.remaining)
    isAtEnd = length == 0
    prepare(opened.kind)
  }

  deinit {
    if isOwned {
      close(descriptor)
    }
  }

  /// Asks the kernel for more at a time; nothing depends on its consent.
  private func prepare(_ kind: FileStatus.Kind) {
    switch kind {
    case .pipe:
      var byteCount: Int32 = 1 << 20
      while byteCount > 1 << 16 && linux_set_pipe_size(descriptor, byteCount) < 0 {
        byteCount /= 2
      }
    case .regular:
      _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    case .directory, .other:
      return
    }
  }

  /// Whether `goOn` can work.
  var isRepeatable: Bool {
    start != nil
  }

  /// Whether its next bytes are never long in coming, so that whoever wants them may wait.
  var isPrompt: Bool {
    start != nil || member != nil
  }

  /// Goes to where so many bytes have been read of a file that is read by position.
  mutating func goOn(from byteCount: Int64) {
    assert(isRepeatable, "bytes that come once are not read again")
    bytesRead = byteCount
    isAtEnd = byteCount == length
    head = []
  }

  /// What of a file might be mapped; nil of one that is read otherwise, or is followed.
  var place: PlainPlace? {
    guard let start, stretch == nil else {
      return nil
    }
    return PlainPlace(
      descriptor: descriptor, start: start, end: length.map { start + $0 } ?? byteCount)
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
}

// MARK: Reading

extension FileSource {
  private mutating func readDescriptor(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    if member != nil {
      // The caller's space is passed on.
      return unsafe readMember(into: space)
    }
    if let result = process?.check() {
      return result
    }
    // The part of the caller's space that is filled at most.
    let room = length.map { min(space.count, Int(clamping: $0 - bytesRead)) } ?? space.count
    let part = unsafe UnsafeMutableRawBufferPointer(rebasing: space[..<room])
    let count = unsafe readBytes(into: part)
    if count > 0 {
      bytesRead += Int64(count)
      process?.noteBytes()
      isAtEnd = bytesRead == length
      return .bytes(count)
    }
    if count == 0 {
      return end()
    }
    switch errno {
    case EINTR: return .pause
    case EAGAIN: return waitForBytes() ?? (unsafe readDescriptor(into: space))
    case EISDIR: return .problem(.isDirectory)
    default: return .problem(.cannotRead(errno: errno, offset: (start ?? 0) + bytesRead))
    }
  }

  /// What the system gives, see errno where that is less than 0; 0 at the end, and where a held file is another by now.
  private func readBytes(into space: UnsafeMutableRawBufferPointer) -> Int {
    guard let start else {
      // read, as pread below, writes at most `space.count` bytes into space that the caller lends.
      return unsafe Glibc.read(descriptor, space.baseAddress, space.count)
    }
    let position = start + bytesRead
    if let stretch, stretch.isPlain {
      return unsafe stretch.read(descriptor, at: position, into: space)
    }
    return unsafe pread(descriptor, space.baseAddress, space.count, off_t(position))
  }

  /// The end, which has to be where it was or behind that.
  private mutating func end() -> ReadResult {
    if let result = process?.end() {
      return result
    }
    isAtEnd = true
    guard let start else {
      return .end
    }
    if let stretch, stretch.isPlain {
      // Cut since it was looked at: the next look tells what became of it.
      return .stopped
    }
    let position = start + bytesRead
    guard position < byteCount else {
      return .end
    }
    return .problem(FileStripe.shrunk(descriptor, from: byteCount, seenAt: position))
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
    FileCall.waitForBytes(of: descriptor)
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
