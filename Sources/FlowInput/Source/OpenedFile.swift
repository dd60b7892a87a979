internal import Glibc

/// What has a name and was opened, or standard input as it is; the descriptor is the caller's to close, but for standard input.
struct OpenedFile {
  /// What is read by position: from where, how much of it, and the bytes of the whole file.
  struct Place {
    let start: Int64
    var remaining: Int64?
    let byteCount: Int64
  }

  let descriptor: Int32
  let kind: FileStatus.Kind
  /// Nil of what gives its bytes once.
  let place: Place?

  /// Opens it; of a named pipe a signal is `EINTR`.
  init(_ file: InputFile) throws(InputProblem) {
    let opened: Int32
    switch file {
    case .path(let path): opened = try FileCall.open(path, waitsForWriter: true)
    case .stripe(let stripe): opened = try FileCall.open(stripe.path, waitsForWriter: true)
    case .standardInput, .held, .member, .producer: opened = STDIN_FILENO
    }
    do throws(InputProblem) {
      let status = try FileStatus(descriptor: opened, of: file.origin)
      kind = status.kind
      place = try Self.place(of: file, opened, status)
      descriptor = opened
    } catch {
      if file != .standardInput {
        close(opened)
      }
      throw error
    }
  }

  private static func place(
    of file: InputFile, _ descriptor: Int32, _ status: FileStatus
  ) throws(InputProblem) -> Place? {
    guard status.kind == .regular else {
      return nil
    }
    guard case .stripe(let stripe) = file else {
      // What stands behind standard input may have been read in part by others.
      let position = file == .standardInput ? Int64(lseek(descriptor, 0, SEEK_CUR)) : 0
      return position < 0 ? nil : Place(start: position, byteCount: status.byteCount)
    }
    let first = try stripe.lineStart(descriptor, at: stripe.start)
    var place = Place(start: first, byteCount: stripe.fileByteCount)
    if let end = stripe.end {
      place.remaining = max(0, try stripe.lineStart(descriptor, at: end) - first)
    }
    return place
  }
}
