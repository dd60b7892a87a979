internal import Glibc

/// The system calls that look at files and read them, each in one place.
///
/// One that a signal interrupts is made again; one that fails says where and why. That nothing is there is known from `ENOENT`
/// alone (`InputProblem.isOfMissing`): whatever else fails leaves open what is there, and is thrown.
enum FileCall {
  /// What stands at a path, symbolic links followed.
  static func status(_ path: InputPath) throws(InputProblem) -> stat {
    var status = stat()
    // stat only writes into `status`; the path is copied with its closing NUL.
    guard repeated({ unsafe stat(path.systemBytes, &status) }) == 0 else {
      throw InputProblem(origin: .file(path), cause: .cannotOpen(errno: errno))
    }
    return status
  }

  /// What stands at a path itself, be it a symbolic link.
  static func linkStatus(_ path: InputPath) throws(InputProblem) -> stat {
    var status = stat()
    // As `status`.
    guard repeated({ unsafe lstat(path.systemBytes, &status) }) == 0 else {
      throw InputProblem(origin: .file(path), cause: .cannotOpen(errno: errno))
    }
    return status
  }

  /// The file behind an open descriptor.
  static func status(_ descriptor: Int32, of origin: InputOrigin) throws(InputProblem) -> stat {
    var status = stat()
    // fstat only writes into `status`.
    guard repeated({ unsafe fstat(descriptor, &status) }) == 0 else {
      throw InputProblem(origin: origin, cause: .cannotRead(errno: errno, offset: 0))
    }
    return status
  }

  /// Where a path leads to, all of its symbolic links followed.
  static func realPath(_ path: InputPath) throws(InputProblem) -> InputPath {
    // With a null buffer realpath allocates the text, which is copied and freed here.
    guard let real = unsafe realpath(path.systemBytes, nil) else {
      throw InputProblem(origin: .file(path), cause: .cannotOpen(errno: errno))
    }
    defer { unsafe free(real) }
    return unsafe InputPath(bytes: UnsafeRawBufferPointer(start: real, count: strlen(real)))
  }

  /// What a symbolic link says.
  static func target(ofLink path: InputPath) throws(InputProblem) -> InputPath {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    // At most the array's count is written, without a NUL.
    let count = repeated { unsafe readlink(path.systemBytes, &bytes, bytes.count) }
    guard count >= 0 else {
      throw InputProblem(origin: .file(path), cause: .cannotOpen(errno: errno))
    }
    return InputPath(bytes: bytes[..<count].map { UInt8(bitPattern: $0) })
  }

  /// Opens a file for reading; the descriptor is the caller's.
  ///
  /// Of a named pipe the writer is waited for where that is wanted, and then a signal is `EINTR`. A link is followed once it is known
  /// whose it is.
  static func open(_ path: InputPath, waitsForWriter: Bool) throws(InputProblem) -> Int32 {
    let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | (waitsForWriter ? 0 : O_NONBLOCK)
    var descriptor = open(path, flags | O_NOFOLLOW, isRepeated: !waitsForWriter)
    if descriptor < 0 && errno == ELOOP {
      try path.checkOwnersOfLinks()
      descriptor = open(path, flags, isRepeated: !waitsForWriter)
    }
    guard descriptor >= 0 else {
      throw InputProblem(origin: .file(path), cause: .cannotOpen(errno: errno))
    }
    return descriptor
  }

  private static func open(_ path: InputPath, _ flags: Int32, isRepeated: Bool) -> Int32 {
    // open copies the path; its variadic mode argument is not needed without O_CREAT.
    isRepeated
      ? repeated { unsafe Glibc.open(path.systemBytes, flags) }
      : unsafe Glibc.open(path.systemBytes, flags)
  }

  /// Bytes of a file at an offset, fewer only where it ends.
  static func bytes(
    _ descriptor: Int32, at offset: Int64, count: Int, of origin: InputOrigin
  ) throws(InputProblem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    var filled = 0
    while filled < bytes.count {
      // pread fills at most the rest of the array, within this call.
      let read = repeated {
        unsafe bytes.withUnsafeMutableBytes { buffer in
          unsafe pread(
            descriptor, buffer.baseAddress.map { unsafe $0 + filled }, buffer.count - filled,
            off_t(offset) + off_t(filled))
        }
      }
      guard read >= 0 else {
        throw InputProblem(
          origin: origin, cause: .cannotRead(errno: errno, offset: offset + Int64(filled)))
      }
      guard read > 0 else {
        break
      }
      filled += read
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// Waits until there are bytes, or their end, or a signal comes.
  static func waitForBytes(of descriptor: Int32) {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // poll reads and writes this one record.
    _ = unsafe poll(&wanted, 1, -1)
  }

  /// What a call gives that no signal has interrupted.
  private static func repeated<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR {
        return result
      }
    }
  }
}
