internal import Glibc

/// A directory that node_exporter's textfile collector reads: what stands in it.
///
/// Names that are not UTF-8 are repaired, and then lead to no file.
public struct TextfileDirectory: Sendable {
  /// What the names of files end in that node_exporter reads; hidden ones count, too.
  public static let suffix = ".prom"

  /// The path as it was given.
  public let path: String
  /// The names that end in `.prom`, in the order of their bytes, which is node_exporter's.
  public let textfileNames: [String]
  /// The names of temporary files that runs left which were killed.
  public let staleNames: [String]

  /// Reads the directory's names.
  public init(_ path: String) throws(OutputError) {
    self.path = path
    let names = try FileSystem.names(in: path, path: path)
    textfileNames = names.filter { $0.hasSuffix(Self.suffix) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    staleNames = TemporaryName.stale(in: names).sorted()
  }

  /// The names of all entries of a directory, in no order.
  public static func entryNames(in path: String) throws(OutputError) -> [String] {
    try FileSystem.names(in: path, path: path)
  }

  /// The directory that a file is in, and the file's name.
  public static func parts(of path: String) -> (directory: String, name: String) {
    let parts = PathParts(path)
    return (parts.directory, parts.name)
  }

  /// The path of an entry.
  public func path(of name: String) -> String {
    path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }
}

/// The bytes of a file that somebody else may have written, in pieces.
public struct TextfileBytes: ~Copyable, Sendable {
  private static let pieceByteCount = 65_536
  private let file: OpenFile

  /// Opens a file; a named pipe is not waited for.
  public init(_ path: String) throws(OutputError) {
    file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK, path: path, step: .open)
  }

  /// Standard input, or another descriptor that stays open; the name is for errors.
  public init(descriptor: Int32, name: String) {
    file = OpenFile(borrowing: descriptor, path: name)
  }

  /// The next bytes; none at the end.
  public func next() throws(OutputError) -> [UInt8] {
    try file.next(atMost: Self.pieceByteCount)
  }
}
