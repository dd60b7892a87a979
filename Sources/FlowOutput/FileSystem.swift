internal import Glibc

/// The calls on names that writing a file needs.
enum FileSystem {
  /// What stands at a name.
  enum Entry {
    case nothing
    case regular(FileAttributes)
    case link
    case directory
    case device
  }

  /// Looks at a name, through symbolic links or at the link itself.
  static func entry(_ name: String, followsLinks: Bool, path: String) throws(OutputError) -> Entry {
    var status = stat()
    // The record outlives the call, which only fills it.
    let result = OutputCall.repeated {
      unsafe followsLinks ? stat(name, &status) : lstat(name, &status)
    }
    if result != 0 {
      guard errno == ENOENT else {
        throw .failed(.inspect, path: path, code: errno)
      }
      return .nothing
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      let owner = (user: status.st_uid, group: status.st_gid)
      return .regular(FileAttributes(mode: status.st_mode & 0o777, owner: owner))
    case S_IFLNK: return .link
    case S_IFDIR: return .directory
    default: return .device
    }
  }

  /// Where a symbolic link points.
  static func target(ofLink name: String, path: String) throws(OutputError) -> String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    // At most the buffer's count is written, without a zero at the end.
    let count = OutputCall.repeated { unsafe readlink(name, &bytes, bytes.count) }
    if count < 0 {
      throw .failed(.inspect, path: path, code: errno)
    }
    return String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Refuses a symbolic link that somebody else may have put in our way: another user's, in a directory that everybody may write.
  ///
  /// Source: the kernel's fs.protected_symlinks, which may be off.
  static func checkOwner(ofLink name: String, path: String) throws(OutputError) {
    let link = try attributes(of: name, followsLinks: false, path: path)
    let directory = try attributes(of: PathParts(name).directory, followsLinks: true, path: path)
    let isTrusted = [0, geteuid(), directory.owner].contains(link.owner)
    if directory.mode & S_IWOTH != 0 && !isTrusted {
      throw .refused(
        path: path,
        reason: "\(name) is a link of user \(link.owner), in a directory that everybody may write: "
          + "name the file itself, or another directory")
    }
  }

  private static func attributes(
    of name: String, followsLinks: Bool, path: String
  ) throws(OutputError) -> (mode: mode_t, owner: uid_t) {
    var status = stat()
    // The record outlives the call, which only fills it.
    let result = OutputCall.repeated {
      unsafe followsLinks ? stat(name, &status) : lstat(name, &status)
    }
    guard result == 0 else {
      throw .failed(.inspect, path: path, code: errno)
    }
    return (status.st_mode, status.st_uid)
  }

  /// Makes a directory, unless another run has just made it.
  static func makeDirectory(_ name: String) throws(OutputError) {
    if OutputCall.makeDirectory(name) != 0 && errno != EEXIST {
      throw .failed(.makeDirectory, path: name, code: errno)
    }
  }

  static func rename(_ name: String, to path: String) throws(OutputError) {
    if OutputCall.rename(name, to: path) != 0 {
      throw .failed(.replace, path: path, code: errno)
    }
  }

  /// Removes a name; one that is gone already is as good.
  static func remove(_ name: String) {
    _ = OutputCall.remove(name)
  }

  /// The names in a directory; none where it cannot be read.
  static func names(in directory: String) -> [String] {
    (try? names(in: directory, path: directory)) ?? []
  }

  /// The names in a directory, named `path` in errors.
  static func names(in directory: String, path: String) throws(OutputError) -> [String] {
    while true {
      // The stream is opened and closed here; an entry is valid until the next is read, and copied
      // before.
      guard let stream = unsafe opendir(directory) else {
        if errno == EINTR {
          continue
        }
        throw .failed(.read, path: path, code: errno)
      }
      defer { unsafe closedir(stream) }
      var names: [String] = []
      errno = 0
      while let entry = unsafe readdir(stream) {
        // The name is a C string within the entry, whose length the entry itself tells.
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let name = unsafe UnsafeRawPointer(entry).advanced(by: offset)
        unsafe names.append(String(cString: name.assumingMemoryBound(to: CChar.self)))
        errno = 0
      }
      switch errno {
      case 0: return names
      case EINTR: continue
      case let code: throw .failed(.read, path: path, code: code)
      }
    }
  }

  /// Whether a process of this number runs, ours included.
  static func isRunning(_ process: pid_t) -> Bool {
    kill(process, 0) == 0 || errno != ESRCH
  }
}
