import FlowInput

/// Bytes that come once and end: a pipe, or any other descriptor.
///
/// Each run reads one window of lines. Windows may overlap: `WindowMemory`, which the tally holds while it reads, tells the
/// lines apart.
struct PipedSource: Sendable {
  let input: Input

  /// Any input that is read from its beginning to its end.
  init(_ input: Input) {
    self.input = input
  }

  /// What the options name, nil where that is a log to be read on.
  static func input(_ options: ExportOptions) -> Input? {
    guard options.producer.command.isEmpty else {
      return Input(.producer(Producer(options.producer)))
    }
    let name = options.countedFile
    guard name != "-" else {
      return Input(.standardInput)
    }
    let input = Input(.path(InputPath(name)))
    return input.isPipe ? input : nil
  }
}
