/// A file that was written to, or cut, while its text was lent where the system keeps it.
public struct FileChange: Sendable, Hashable {
  /// The file.
  public let origin: InputOrigin
  /// Bytes that it had when it was opened.
  public let byteCount: Int64

  /// A file that had so many bytes.
  public init(origin: InputOrigin, byteCount: Int64) {
    self.origin = origin
    self.byteCount = byteCount
  }

  /// What is lost of it; nil where it has as many bytes as it had, or more.
  public var loss: InputProblem? {
    guard case .file(let path) = origin, let now = try? FileStatus(path).byteCount,
      now < byteCount
    else {
      return nil
    }
    return InputProblem(origin: origin, cause: .shrunk(byteCount: byteCount, offset: now))
  }
}
