internal import Glibc

/// What is opened and read: a file, a part of one, standard input, or a command.
public enum InputFile: Sendable, Hashable {
  /// Descriptor 0, left open after reading.
  case standardInput
  /// A file, a named pipe or a device.
  case path(InputPath)
  /// A file in an archive.
  case member(ArchiveMember)
  /// Some of the lines of a plain file.
  case stripe(FileStripe)
  /// What is new of a followed log's file, which is open already.
  case held(HeldStretch)
  /// What a command prints, which is started when it is opened.
  case producer(Producer)

  /// Where its bytes come from, for messages.
  public var origin: InputOrigin {
    switch self {
    case .standardInput: .standardInput
    case .path(let path): .file(path)
    case .member(let member): .file(member.path)
    case .stripe(let stripe): .file(stripe.path)
    case .held(let stretch): .file(stretch.file.path)
    case .producer(let producer): .command(producer.name)
    }
  }

  /// The name for messages; not escaped.
  public var name: String {
    origin.name
  }
}

extension FileStatus {
  /// Follows symbolic links; throws what `stat` says.
  init(_ file: InputFile) throws(InputProblem) {
    switch file {
    case .standardInput: try self.init(descriptor: STDIN_FILENO, of: file.origin)
    case .path(let path): try self.init(path)
    case .member(let member): self = .member(byteCount: member.byteCount)
    case .stripe(let stripe): try self.init(stripe.path)
    case .held(let stretch): self = stretch.file.status
    // A command's output is a pipe, also before it is started.
    case .producer: self = .unopenedPipe
    }
  }
}
