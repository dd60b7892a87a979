/// Where bytes come from, as messages name it.
public enum InputOrigin: Sendable, Hashable {
  /// Descriptor 0.
  case standardInput
  /// A file, a directory, a named pipe or a device.
  case file(InputPath)
  /// A command, by its program's name as it was typed.
  case command(String)

  /// The name for messages; not escaped.
  public var name: String {
    switch self {
    case .standardInput: "standard input"
    case .file(let path): path.description
    case .command(let name): name
    }
  }
}
