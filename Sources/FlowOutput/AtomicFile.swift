internal import Glibc

/// A file that is replaced as a whole: who reads it sees the old bytes or the new ones, never a
/// part.
///
/// The bytes go to a temporary file in the same directory, to the disk, and under the name by a
/// rename. Where the path is a symbolic link the file behind it is replaced and the link stays.
/// What is no regular file (`/dev/stdout`, a named pipe) is written directly. Source of the rules:
/// node_exporter's textfile collector, which reads every name that ends in `.prom`.
public struct AtomicFile: Sendable {
  private let path: String
  private let mode: FileMode

  /// What the mode of a file is.
  public enum FileMode: Sendable, Equatable {
    /// The old file's; of a new one that, but for the bits of the umask.
    case kept(orElse: UInt32)
    /// That, whatever it was.
    case set(UInt32)
  }

  /// The file at a path, which need not exist; its directory must.
  public init(_ path: String, mode: FileMode = .kept(orElse: 0o644)) {
    self.path = path
    self.mode = mode
  }

  /// Replaces the file's content.
  ///
  /// The new file has the old one's owner, where that is allowed, and its mode, or that which was asked
  /// for. After an error the old file is as it was and the temporary one is gone - unless the
  /// directory itself could not be brought to the disk: then the new file is there, but may not
  /// survive a loss of power.
  ///
  /// SIGPIPE must be ignored where the path may be a pipe.
  public func write(_ bytes: [UInt8]) throws(OutputError) {
    switch try OutputTarget(path) {
    case .direct:
      try writeDirectly(bytes)
    case .file(let name, let old):
      let attributes = attributes(old)
      let temporary = TemporaryName(for: name)
      temporary.removeStale()
      try write(bytes, to: temporary, attributes)
      try synchronize(temporary.directory)
    }
  }

  /// Makes the file's directory where it is not there; the one above it must be.
  public func makeDirectory() throws(OutputError) {
    let directory = TextfileDirectory.parts(of: path).directory
    if case .nothing = try FileSystem.entry(directory, followsLinks: true, path: directory) {
      try FileSystem.makeDirectory(directory)
    }
  }

  /// What the file holds before it is replaced; nil where there is none, or what stands there is no
  /// regular file.
  ///
  /// Throws where that cannot be told, and where it has more bytes than the limit.
  public func read(atMost limit: Int) throws(OutputError) -> [UInt8]? {
    guard case .file(let name, _) = try OutputTarget(path) else {
      return nil
    }
    let flags = O_RDONLY | O_NONBLOCK | O_NOFOLLOW
    do throws(OutputError) {
      return try OpenFile(name, flags: flags, path: path, step: .open).read(atMost: limit)
    } catch .failed(.open, _, ENOENT) {
      return nil
    }
  }

  private func attributes(_ old: FileAttributes?) -> FileAttributes {
    var attributes = old ?? FileAttributes()
    switch mode {
    case .set(let mode): attributes.mode = mode
    case .kept(let mode): attributes.mode = old?.mode ?? mode & ~Self.umask
    }
    return attributes
  }

  /// The bits that new files do not get; only setting them tells.
  private static var umask: mode_t {
    let mask = Glibc.umask(0)
    _ = Glibc.umask(mask)
    return mask
  }

  private func write(
    _ bytes: [UInt8], to temporary: TemporaryName, _ attributes: FileAttributes
  ) throws(OutputError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    let file = try OpenFile(temporary.name, flags: flags, path: path, step: .createTemporary)
    // The lock tells other runs that this one is alive, in whatever process namespace they are.
    _ = try? file.lock()
    do throws(OutputError) {
      try file.write(bytes)
      try file.setAttributes(attributes)
      try file.synchronize()
      try FileSystem.rename(temporary.name, to: temporary.target)
    } catch {
      FileSystem.remove(temporary.name)
      throw error
    }
  }

  /// A directory that may be written but not read cannot be opened, nor can every file system
  /// synchronize one.
  private func synchronize(_ directory: String) throws(OutputError) {
    do throws(OutputError) {
      let flags = O_RDONLY | O_DIRECTORY
      try OpenFile(directory, flags: flags, path: path, step: .synchronize).synchronize()
    } catch .failed(_, _, EACCES), .failed(_, _, EINVAL) {
      return
    }
  }

  /// A pipe without a reader is an error, not a wait.
  private func writeDirectly(_ bytes: [UInt8]) throws(OutputError) {
    let flags = O_WRONLY | O_APPEND | O_NONBLOCK
    let file = try OpenFile(path, flags: flags, path: path, step: .open)
    file.block()
    try file.write(bytes)
  }
}
