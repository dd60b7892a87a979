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
  /// What a symbolic link leads to, wherever that is; of anything else, and of a link to nothing, the path itself.
  func withoutLink() throws(InputProblem) -> InputPath {
    do throws(InputProblem) {
      guard try FileCall.linkStatus(self).st_mode & S_IFMT == S_IFLNK else {
        return self
      }
      return try FileCall.realPath(self)
    } catch {
      guard error.isOfMissing else {
        throw error
      }
      return self
    }
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
