/// What one read gave.
enum ReadResult: Sendable {
  /// So many bytes were written to the beginning of the space, at least one.
  case bytes(Int)
  /// No more bytes, now and later.
  case end
  /// Nothing yet: a signal came, or nothing came of what was read. Look at the flags, read again.
  case pause
  /// No more bytes are wanted: the last line may be a part of one.
  case stopped
  /// No more bytes, and not for a good reason.
  case problem(InputProblem.Cause)
}

/// A source was not opened.
enum OpeningFailure: Error {
  /// A signal came while a named pipe waited for its writer: look at the flags, open again.
  case interrupted
  /// It cannot be opened.
  case problem(InputProblem.Cause)
}
