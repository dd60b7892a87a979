import Glibc

/// What a command is carried out in: the terminal, where messages go, and the tables of the program.
struct Host: Sendable {
  let terminal: Terminal
  let diagnostics: Diagnostics
  let catalog: Catalog

  /// Writes a whole answer to standard output, and says how that ended.
  func print(_ text: String) -> ExitStatus {
    switch StandardStream.output.write(text) {
    case .written, .closed:
      return .done
    case .failed(let code):
      // Unsafe: strerror's string is copied before anybody could call it again.
      diagnostics.error(
        "cannot write to standard output: \(unsafe String(cString: strerror(code)))")
      return .outputFailed
    }
  }
}
