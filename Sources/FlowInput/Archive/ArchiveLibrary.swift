/// libarchive, which reads archives and the compressions other than gzip: whether it is there.
public enum ArchiveLibrary: Sendable {
  case loaded
  /// The machine does not have it.
  case missing
  /// This program was built without its header.
  case notBuiltIn

  /// What this machine and this build have; the first call loads the library.
  public static var found: Self {
    if ArchiveReader.isAvailable {
      .loaded
    } else {
      ArchiveReader.isBuiltIn ? .missing : .notBuiltIn
    }
  }
}
