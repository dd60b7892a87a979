import FlowInput

/// What the input of a run that counts on is taken for.
enum SourceKind: String, Sendable {
  case log
  case pipe
  case command

  /// Standard input is a pipe, whatever stands behind it; of a path the kernel says what it is.
  init(_ options: ExportOptions) {
    self =
      !options.producer.command.isEmpty
      ? .command : PipedSource.input(options).map { _ in .pipe } ?? .log
  }
}
