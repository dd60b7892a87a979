internal import Glibc

/// A path as the kernel knows it: bytes, which need not be UTF-8.
///
/// Names from directories and arguments are hostile: they are kept byte for byte here, repaired only
/// for `description`, and escaped by whoever prints them.
public struct InputPath: Sendable, Hashable {
  /// The bytes, without the closing NUL.
  public let bytes: [UInt8]

  /// A path of these bytes.
  public init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  /// The path that a string spells in UTF-8.
  public init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The last component, the whole path where there is no slash.
  var baseName: ArraySlice<UInt8> {
    bytes[(lastSlash.map { $0 + 1 } ?? 0)...]
  }

  /// The directory that the last component stands in.
  var parent: InputPath {
    guard let lastSlash else {
      return InputPath(".")
    }
    return lastSlash == 0 ? InputPath("/") : InputPath(bytes: bytes[..<lastSlash])
  }

  /// The path of an entry of this directory.
  func appending(_ name: [UInt8]) -> InputPath {
    let slash: [UInt8] = bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    return InputPath(bytes: bytes + slash + name)
  }

  /// The bytes with the closing NUL, as system calls take them.
  var systemBytes: [CChar] {
    bytes.map { CChar(bitPattern: $0) } + [0]
  }

  private var lastSlash: Int? {
    bytes.lastIndex(of: UInt8(ascii: "/"))
  }
}

extension InputPath {
  /// What a symbolic link leads to, wherever that is; of anything else the path itself.
  public var withoutLink: InputPath {
    var status = stat()
    // lstat only writes into `status`; the path is copied with its closing NUL.
    guard unsafe lstat(systemBytes, &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
      // With a null buffer realpath allocates the text, which is copied and freed here.
      let real = unsafe realpath(systemBytes, nil)
    else {
      return self
    }
    defer { unsafe free(real) }
    return unsafe InputPath(bytes: UnsafeRawBufferPointer(start: real, count: strlen(real)))
  }
}

extension InputPath: ExpressibleByStringLiteral {
  /// The path that a literal spells in UTF-8.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}

extension InputPath: CustomStringConvertible {
  /// The path as text, invalid UTF-8 repaired; not escaped.
  public var description: String {
    String(decoding: bytes, as: UTF8.self)
  }
}
