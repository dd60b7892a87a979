internal import Glibc

/// Why an output could not be written.
public enum OutputError: Error, Sendable, Equatable {
  /// Nobody reads the pipe any more: for a command the end of its work, not a failure.
  case closedPipe
  /// A step failed; the code is `errno`'s. The path is as it was given: hostile, escape it.
  case failed(OutputStep, path: String, code: Int32)
  /// There are more bytes than a file of ours has.
  case tooLarge(path: String, limit: Int)
  /// Writing the path would spoil what others have written; why, and what to do. Both are hostile.
  case refused(path: String, reason: String)
}

/// The steps of writing, for messages.
public enum OutputStep: String, Sendable {
  /// Looking at what stands at the path.
  case inspect = "cannot get the status of"
  /// Opening what is written directly, or read.
  case open = "cannot open"
  /// Reading the bytes of a file, or the names of a directory.
  case read = "cannot read"
  /// Taking the lock that keeps other runs out.
  case lock = "cannot lock"
  /// Making the directory of a file.
  case makeDirectory = "cannot make the directory"
  /// Creating the temporary file in the same directory.
  case createTemporary = "cannot create a temporary file in the directory of"
  /// Writing the bytes.
  case write = "cannot write"
  /// Giving the new file the old one's owner and mode.
  case setMode = "cannot set owner and mode of"
  /// Bringing bytes or directory to the disk.
  case synchronize = "cannot sync to the disk"
  /// Renaming the temporary file.
  case replace = "cannot replace"
}

extension OutputError {
  /// The code of a file that is not there.
  public static let noSuchFile = ENOENT
}

extension OutputError {
  /// Why it failed, whatever the step was: a directory that goes away may be missed at any.
  public var cause: String {
    switch self {
    case .closedPipe, .tooLarge, .refused: description
    case .failed(_, _, let code): Self.text(code)
    }
  }
}

extension OutputError: CustomStringConvertible {
  /// One line without a full stop, unescaped: `cannot write /x/y.prom: No space left on device`.
  public var description: String {
    switch self {
    case .closedPipe: "the reader of the output has closed it"
    case .failed(let step, let path, let code): "\(step.rawValue) \(path): \(Self.text(code))"
    case .tooLarge(let path, let limit): "\(path) would have, or has, more than \(limit) bytes"
    case .refused(let path, let reason): "\(path) is not written: \(reason)"
    }
  }

  private static func text(_ code: Int32) -> String {
    // strerror's text is copied at once; only the command's one thread of output comes here.
    unsafe String(cString: strerror(code))
  }
}
