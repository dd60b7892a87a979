/// A whole file's text in memory, unpacked: for what is no log, such as policies.
public enum WholeText: Sendable {
  /// Bytes that are read at a time.
  private static let pieceByteCount = 1 << 16

  /// Reads a file, a pipe, or standard input where the path is nil, to its end.
  ///
  /// - Parameters:
  ///   - path: What to read; gzip, zstd, xz and bzip2 are unpacked as those of logs are.
  ///   - limit: The most bytes of text; longer is a problem.
  ///   - isStopped: Asked while nothing comes; what was read by then is given.
  /// - Returns: The text.
  /// - Throws: `InputProblem` for what cannot be opened or read to its end.
  public static func read(
    _ path: String?, atMost limit: Int, isStopped: () -> Bool
  ) throws(InputProblem) -> [UInt8] {
    let file = path.map { InputFile.path(InputPath($0)) } ?? .standardInput
    var text: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: pieceByteCount)
    var source: OpenSource
    do throws(OpeningFailure) {
      source = try OpenSource(file, DecodingOptions())
    } catch {
      switch error {
      case .interrupted: return text
      case .problem(let cause): throw InputProblem(origin: file.origin, cause: cause)
      }
    }
    while true {
      // The array lends its storage for this one call.
      switch unsafe bytes.withUnsafeMutableBytes({ unsafe source.read(into: $0) }) {
      case .bytes(let count):
        text += bytes.prefix(count)
        guard text.count <= limit else {
          throw InputProblem(origin: file.origin, cause: .tooLarge(limit: limit))
        }
      case .pause:
        guard !isStopped() else {
          return text
        }
      case .end, .stopped: return text
      case .problem(let cause): throw InputProblem(origin: file.origin, cause: cause)
      }
    }
  }
}
