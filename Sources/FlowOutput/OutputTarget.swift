internal import Glibc

/// What is to be written when a path is.
enum OutputTarget {
  /// A regular file: its name behind all symbolic links, and what the new one is to be like, nil
  /// where there is none yet.
  case file(String, FileAttributes?)
  /// Something else that takes bytes.
  case direct

  init(_ path: String) throws(OutputError) {
    guard !path.isEmpty else {
      throw .failed(.inspect, path: path, code: ENOENT)
    }
    switch try FileSystem.entry(path, followsLinks: true, path: path) {
    case .directory:
      throw .failed(.replace, path: path, code: EISDIR)
    case .device:
      self = .direct
    case .regular
    where path.hasPrefix("/dev/fd/") || path.hasPrefix("/dev/std") || path.hasPrefix("/proc/"):
      // A file that the caller opened for us is written, not replaced.
      self = .direct
    case .regular(let attributes):
      self = .file(try Self.behindLinks(path), attributes)
    case .nothing, .link:
      self = .file(try Self.behindLinks(path), nil)
    }
  }

  /// The name at the end of a chain of symbolic links, which need not exist.
  static func behindLinks(_ path: String) throws(OutputError) -> String {
    var name = path
    for _ in 0..<40 {
      guard case .link = try FileSystem.entry(name, followsLinks: false, path: path) else {
        return name
      }
      try FileSystem.checkOwner(ofLink: name, path: path)
      let target = try FileSystem.target(ofLink: name, path: path)
      name = target.hasPrefix("/") ? target : PathParts(name).directory + "/" + target
    }
    throw .failed(.inspect, path: path, code: ELOOP)
  }
}

/// A path cut at its last slash.
struct PathParts {
  let directory: String
  let name: String

  init(_ path: String) {
    guard let slash = path.lastIndex(of: "/") else {
      directory = "."
      name = path
      return
    }
    directory = slash == path.startIndex ? "/" : String(path[..<slash])
    name = String(path[path.index(after: slash)...])
  }
}
