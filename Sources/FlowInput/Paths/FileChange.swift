/// A file that was written to or cut, or of which a page could not be had, while its text was lent where the system keeps it.
public struct FileChange: Sendable, Hashable {
  /// The file.
  public let origin: InputOrigin
  /// Bytes that it had when it was opened.
  public let byteCount: Int64
  /// Whether it is another since then; else its disk fails, which whoever reads it is told.
  public let wasWritten: Bool

  /// A file that had so many bytes.
  public init(origin: InputOrigin, byteCount: Int64, wasWritten: Bool) {
    self.origin = origin
    self.byteCount = byteCount
    self.wasWritten = wasWritten
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
