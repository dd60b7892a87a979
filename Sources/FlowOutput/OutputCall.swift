internal import Glibc

/// The system calls of outputs: all that others can see the effect of, in one numbered sequence (`KillPoint`).
///
/// Each gives what the call gives, and leaves its errno. One that a signal has interrupted is made again, but for writing, which
/// may have to look whether the reader is gone.
enum OutputCall {
  /// Opens or creates a file; closed on exec, never a controlling terminal.
  static func open(_ name: String, flags: Int32) -> Int32 {
    KillPoint.pass()
    // The string lives as a C string during the call only.
    return repeated { unsafe Glibc.open(name, flags | O_CLOEXEC | O_NOCTTY, 0o600) }
  }

  /// Takes an advisory lock without waiting for it.
  static func lock(_ descriptor: Int32, _ kind: Int32) -> Int32 {
    KillPoint.pass()
    return repeated { flock(descriptor, kind | LOCK_NB) }
  }

  /// Writes some of the bytes, which are read within this call.
  static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    KillPoint.pass()
    // The bytes are read within their bounds.
    return unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
  }

  /// Writes some of the bytes that vectors point to, which are read within this call; at most as many as the system takes.
  static func write(_ descriptor: Int32, _ vectors: UnsafeBufferPointer<iovec>) -> Int {
    KillPoint.pass()
    // The vectors are read within their bounds, the bytes that they point to are the caller's loan.
    return unsafe writev(descriptor, vectors.baseAddress, Int32(vectors.count))
  }

  /// Gives a file away; `uid_t.max` for the user keeps the owner.
  static func setOwner(_ descriptor: Int32, _ user: uid_t, _ group: gid_t) -> Int32 {
    KillPoint.pass()
    return repeated { fchown(descriptor, user, group) }
  }

  static func setMode(_ descriptor: Int32, _ mode: mode_t) -> Int32 {
    KillPoint.pass()
    return repeated { fchmod(descriptor, mode) }
  }

  /// Brings a file's or a directory's bytes to the disk.
  static func synchronize(_ descriptor: Int32) -> Int32 {
    KillPoint.pass()
    return repeated { fsync(descriptor) }
  }

  static func makeDirectory(_ name: String) -> Int32 {
    KillPoint.pass()
    // The string lives as a C string during the call only.
    return repeated { unsafe mkdir(name, 0o755) }
  }

  static func rename(_ name: String, to target: String) -> Int32 {
    KillPoint.pass()
    // Both strings live as C strings during the call only.
    return repeated { unsafe Glibc.rename(name, target) }
  }

  static func remove(_ name: String) -> Int32 {
    KillPoint.pass()
    // The string lives as a C string during the call only.
    return repeated { unsafe unlink(name) }
  }

  /// What a call gives that no signal has interrupted.
  static func repeated<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR {
        return result
      }
    }
  }
}
