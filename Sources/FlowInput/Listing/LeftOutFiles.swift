/// The files of a directory that are not read, as they are called otherwise than logs are.
public struct LeftOutFiles: Sendable {
  private static let mostNames = 3

  /// The first of them, not escaped.
  public private(set) var names: [String] = []
  /// So many they are.
  public private(set) var count = 0

  mutating func add(_ path: InputPath) {
    count += 1
    if names.count < Self.mostNames {
      names.append(path.description)
    }
  }
}
