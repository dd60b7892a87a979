/// A compression known by the first bytes of a file, never by its name.
public enum CompressedForm: Sendable, Hashable, CaseIterable {
  /// RFC 1952; read here.
  case gzip
  /// RFC 8878.
  case zstd
  /// The .xz file format.
  case xz
  /// Julian Seward's bzip2.
  case bzip2

  /// So many bytes of a file tell its form.
  static let magicByteCount = 6

  /// What people call it.
  public var name: String {
    switch self {
    case .gzip: "gzip"
    case .zstd: "zstd"
    case .xz: "xz"
    case .bzip2: "bzip2"
    }
  }

  /// The command that writes the text of a FILE, or of its standard input, to standard output.
  public var tool: String {
    switch self {
    case .gzip: "zcat"
    case .zstd: "zstdcat"
    case .xz: "xzcat"
    case .bzip2: "bzcat"
    }
  }

  /// Whether more bytes may make a form of a file that begins so.
  static func isUndecided(head: [UInt8]) -> Bool {
    allCases.contains { form in
      form.magics.contains { $0.count > head.count && $0.starts(with: head) }
    }
  }

  /// The form of a file that begins so, nil for plain text.
  init?(head: [UInt8]) {
    let found = Self.allCases.first { form in form.magics.contains { head.starts(with: $0) } }
    guard let found else {
      return nil
    }
    self = found
  }

  /// Whether a zstd frame begins so that holds no data.
  static func isSkippableFrame(_ head: [UInt8]) -> Bool {
    skippableMagics.contains { head.starts(with: $0) }
  }

  private static let skippableMagics = (0x50...0x5f).map { [UInt8($0), 0x2a, 0x4d, 0x18] }

  private var magics: [[UInt8]] {
    switch self {
    case .gzip: [[0x1f, 0x8b]]
    case .zstd: [[0x28, 0xb5, 0x2f, 0xfd]] + Self.skippableMagics
    case .xz: [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]]
    // "BZh", the block size, then the first bytes of a block or of the end.
    case .bzip2:
      (UInt8(ascii: "1")...UInt8(ascii: "9")).flatMap { size in
        [[0x42, 0x5a, 0x68, size, 0x31, 0x41], [0x42, 0x5a, 0x68, size, 0x17, 0x72]]
      }
    }
  }
}
