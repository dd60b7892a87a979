internal import Glibc

/// Which file a path leads to, or would lead to where nothing is there: two paths with one place are one file.
///
/// Links, hard and symbolic, are seen through.
public enum FilePlace: Sendable, Hashable {
  /// A regular file or a directory, by device and inode.
  case file(device: UInt64, inode: UInt64)
  /// A name that is free, in a directory.
  case name(device: UInt64, inode: UInt64, [UInt8])

  /// Looks at a path; nil for pipes and devices, which nothing replaces, and for a name in a directory that is not there.
  public init?(_ path: InputPath) throws(InputProblem) {
    do throws(InputProblem) {
      self.init(try FileStatus(path))
    } catch {
      guard error.isOfMissing else {
        throw error
      }
      try self.init(free: path)
    }
  }

  /// What standard input is, nil where it is no file.
  public static func standardInput() throws(InputProblem) -> Self? {
    Self(try FileStatus(descriptor: STDIN_FILENO, of: .standardInput))
  }

  private init?(_ status: FileStatus) {
    switch status.kind {
    case .regular, .directory:
      self = .file(device: status.identity.device, inode: status.identity.inode)
    case .pipe, .other: return nil
    }
  }

  private init?(free path: InputPath) throws(InputProblem) {
    let name = try path.endOfLinks { (_, _) throws(InputProblem) in }
    do throws(InputProblem) {
      let folder = try FileStatus(name.parent).identity
      self = .name(device: folder.device, inode: folder.inode, Array(name.baseName))
    } catch {
      guard error.isOfMissing else {
        throw error
      }
      return nil
    }
  }
}

extension InputPath {
  /// Whether both lead to one file, or, where nothing is there, would.
  public func isSameFile(as other: InputPath) throws(InputProblem) -> Bool {
    guard let place = try FilePlace(self) else {
      return false
    }
    return try place == FilePlace(other)
  }
}
