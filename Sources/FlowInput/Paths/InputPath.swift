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
  public var parent: InputPath {
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
      try checkOwnersOfLinks()
      return try FileCall.realPath(self)
    } catch {
      guard error.isOfMissing else {
        throw error
      }
      return self
    }
  }
}

extension InputPath {
  /// The path from the root: the same from whatever directory it is asked for.
  ///
  /// All links in front of the last component are followed. That one stays, be it a link: it may lead elsewhere tomorrow. The path as
  /// it is where its directory is not there.
  public func fromRoot() throws(InputProblem) -> InputPath {
    let path = InputPath(bytes: bytes.prefix((lastOfName ?? -1) + 1))
    do throws(InputProblem) {
      guard !path.bytes.isEmpty, ![".", ".."].contains(InputPath(bytes: path.baseName)) else {
        return try FileCall.realPath(self)
      }
      return try FileCall.realPath(path.parent).appending(Array(path.baseName))
    } catch {
      guard error.isOfMissing else {
        throw error
      }
      return self
    }
  }

  /// The last byte that is no slash.
  private var lastOfName: Int? {
    bytes.lastIndex { $0 != UInt8(ascii: "/") }
  }

  /// Whether it begins at the root.
  public var isFromRoot: Bool {
    bytes.first == UInt8(ascii: "/")
  }

  /// What it is in another directory than this process's.
  public func seen(from directory: InputPath) -> InputPath {
    isFromRoot ? self : directory.appending(bytes)
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
