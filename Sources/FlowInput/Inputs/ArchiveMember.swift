/// A file in an archive: read where it lies, never written anywhere.
public struct ArchiveMember: Sendable, Hashable {
  /// The archive.
  let archive: ArchiveFile
  /// Its number among all entries of the archive.
  let index: Int
  /// Its name in the archive, without what stands for the archive's own folder; hostile, and never a path that is opened.
  let name: [UInt8]
  /// Bytes of its text; 0 where the archive does not say.
  let byteCount: Int64

  /// ARCHIVE/MEMBER, for messages.
  var path: InputPath {
    archive.path.appending(name)
  }

  /// The folder in the archive that it lies in.
  var folder: [UInt8] {
    name.lastIndex(of: UInt8(ascii: "/")).map { Array(name[..<$0]) } ?? []
  }
}
