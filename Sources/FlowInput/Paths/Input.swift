/// One log: a file, standard input, or a live log together with its rotations.
///
/// Accounting runs over the whole of an input and not over its end.
public struct Input: Sendable, Hashable {
  /// The name for messages: the live log's path, or that of the first file; not escaped.
  public let name: String
  /// What is read one after the other, the oldest rotation first.
  public let files: [InputFile]

  /// An input that is called so and read in this order.
  public init(name: String, files: [InputFile]) {
    self.name = name
    self.files = files
  }

  /// An input of one file, called as it is.
  public init(_ file: InputFile) {
    self.init(name: file.name, files: [file])
  }
}

/// Where bytes come from.
public enum InputFile: Sendable, Hashable {
  /// Descriptor 0, left open after reading.
  case standardInput
  /// A file, a named pipe or a device.
  case path(InputPath)
  /// Some of the lines of a plain file.
  case stripe(FileStripe)
  /// What is new of a followed log's file, which is open already.
  case held(HeldStretch)
  /// What a command prints, which is started when it is opened.
  case producer(Producer)

  /// The name for messages; not escaped.
  public var name: String {
    switch self {
    case .standardInput: "standard input"
    case .path(let path): path.description
    case .stripe(let stripe): stripe.path.description
    case .held(let stretch): stretch.file.path.description
    case .producer(let producer): producer.name
    }
  }
}

extension Input {
  /// Whether any of its files is a pipe; asks the kernel at each call.
  public var isPipe: Bool {
    files.contains { (try? FileStatus($0))?.kind == .pipe }
  }
}
