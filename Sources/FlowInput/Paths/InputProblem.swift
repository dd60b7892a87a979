internal import Glibc

/// Why an input could not be read, or not to its end, and where.
public struct InputProblem: Error, Sendable, Hashable {
  /// What went wrong; offsets count bytes from the file's beginning.
  public enum Cause: Sendable, Hashable {
    /// The file or directory could not be opened: the system's error number.
    case cannotOpen(errno: Int32)
    /// Reading failed: the system's error number and how many bytes had been read.
    case cannotRead(errno: Int32, offset: Int64)
    /// A link of that user, in a directory that everybody may write: where it leads to is the user's will.
    case foreignLink(user: UInt32)
    /// The file has fewer bytes than it had when it was opened, and they end there.
    case shrunk(byteCount: Int64, offset: Int64)
    /// Its names lead to other files again and again while it is looked at.
    case changing
    /// It is none that is written on, though it is to be read on.
    case cannotGrow(GrowthObstacle)
    /// A directory stands where a file was to be read.
    case isDirectory
    /// A directory without a log in it.
    case emptyDirectory
    /// More text than who reads it whole takes.
    case tooLarge(limit: Int)
    /// A gzip file that ends inside a member.
    case gzipCut(compressedOffset: Int64, decodedOffset: Int64)
    /// A gzip member that does not decode, or whose checksum or length is wrong; zlib's words.
    case gzipDamaged(compressedOffset: Int64, decodedOffset: Int64, reason: String)
    /// Bytes behind a gzip member that are neither a member nor zeros.
    case gzipTrailingBytes(offset: Int64)
    /// A compression other than gzip, known by its magic bytes, on a pipe.
    case unsupportedCompression(CompressedForm)
    /// An archive, or a file compressed otherwise than with gzip.
    case archive(ArchiveProblem)
    /// A command is not there, or could not be started: the system's error number.
    case cannotStart(errno: Int32)
    /// A command ended with a status other than 0.
    case commandFailed(status: Int32)
    /// A command was killed.
    case commandKilled(signal: Int32)
    /// A command printed nothing for so long, and was ended.
    case commandSilent(Duration)
  }

  /// What was read.
  public let origin: InputOrigin
  /// What went wrong.
  public let cause: Cause

  /// A problem of one source of bytes.
  public init(origin: InputOrigin, cause: Cause) {
    self.origin = origin
    self.cause = cause
  }

  /// One sentence without the program's name; the name of what was read is not escaped.
  public var message: String {
    "\(origin.name): \(explanation)"
  }

  private var explanation: String {
    switch cause {
    case .cannotOpen(EACCES):
      return "cannot be opened: \(systemText(EACCES)); run as a user who may read it"
    case .cannotOpen(let errno) where [EMFILE, ENFILE].contains(errno):
      return
        "cannot be opened: \(systemText(errno)); raise the limit of open files (ulimit -n, LimitNOFILE= of a unit)"
    case .cannotOpen(let errno):
      return "cannot be opened: \(systemText(errno))"
    case .cannotRead(let errno, 0):
      return "cannot be read: \(systemText(errno))"
    case .cannotRead(let errno, let offset):
      return "cannot be read after byte \(offset): \(systemText(errno))"
    case .foreignLink(let user):
      return
        "is a link of user \(user), in a directory that everybody may write, and is not followed: name the file itself, or another directory"
    case .shrunk(let byteCount, let offset):
      return
        "ends at byte \(offset), though it had \(byteCount) bytes when it was opened: it was cut or replaced while it was read"
    case .changing:
      return "is renamed or replaced faster than it can be looked at"
    case .cannotGrow(let obstacle):
      return "\(obstacle.explanation), and cannot be read on: name a plain log"
    case .isDirectory:
      return "is a directory, not a file"
    case .emptyDirectory:
      return
        "has no logs: no *.log, *.json, *.jsonl or *.ndjson, no rotation of one, none of these packed; name other files one by one"
    case .tooLarge(let limit):
      return "has more than \(limit) bytes of text: cut it into several files"
    case .gzipCut(let compressed, let decoded):
      return
        "gzip data ends early at byte \(compressed) (after \(decoded) bytes of text): the file is cut short"
    case .gzipDamaged(let compressed, let decoded, let reason):
      return
        "gzip data is damaged at byte \(compressed) (after \(decoded) bytes of text): \(reason)"
    case .gzipTrailingBytes(let offset):
      return "gzip data ends at byte \(offset), and other bytes follow, which are not read"
    case .unsupportedCompression(let form):
      return
        "is compressed with \(form.name), which flowaudit does not read from a pipe; use: \(pipe(form))"
    case .archive(let problem):
      return problem.explanation
    case .cannotStart(ENOENT) where !origin.name.utf8.contains(UInt8(ascii: "/")):
      return
        "cannot be started: no program of this name is in PATH (cron's is short); give its full path"
    case .cannotStart(let errno):
      return "cannot be started: \(systemText(errno))"
    case .commandFailed(let status):
      return "ended with status \(status)"
    case .commandKilled(let signal):
      return "was killed by signal \(signal) (\(signalText(signal)))"
    case .commandSilent(let duration):
      return "printed nothing for \(duration), and was ended (--timeout)"
    }
  }

  private func pipe(_ form: CompressedForm) -> String {
    switch origin {
    case .standardInput: "... | \(form.tool) | flowaudit ..."
    case .file: "\(form.tool) FILE | flowaudit ..."
    case .command: "COMMAND | \(form.tool) | flowaudit ..."
    }
  }

  private func systemText(_ number: Int32) -> String {
    // glibc's strerror never returns NULL, and its text stays valid until this thread asks again.
    unsafe String(cString: strerror(number))
  }

  private func signalText(_ number: Int32) -> String {
    // As strerror; NULL on no platform that this runs on.
    unsafe strsignal(number).map { unsafe String(cString: $0) } ?? "unknown"
  }
}

extension InputProblem.Cause {
  /// Whether a command that was started has failed.
  public var isOfCommand: Bool {
    switch self {
    case .commandFailed, .commandKilled, .commandSilent: true
    case .cannotOpen, .cannotRead, .foreignLink, .shrunk, .changing, .cannotGrow, .isDirectory,
      .emptyDirectory, .tooLarge, .gzipCut, .gzipDamaged, .gzipTrailingBytes,
      .unsupportedCompression,
      .archive, .cannotStart:
      false
    }
  }

  /// Whether the bytes could not be had, whatever they are: another try may give them.
  var isOfReading: Bool {
    switch self {
    case .cannotOpen, .cannotRead, .foreignLink, .shrunk: true
    case .changing, .cannotGrow, .isDirectory, .emptyDirectory, .tooLarge,
      .gzipCut, .gzipDamaged,
      .gzipTrailingBytes, .unsupportedCompression, .archive, .cannotStart, .commandFailed,
      .commandKilled, .commandSilent:
      false
    }
  }
}

extension InputProblem.Cause {
  /// Nothing stands there.
  static let missing = Self.cannotOpen(errno: ENOENT)
}

extension InputProblem {
  /// Whether nothing stands there.
  var isOfMissing: Bool {
    cause == .missing
  }
}
