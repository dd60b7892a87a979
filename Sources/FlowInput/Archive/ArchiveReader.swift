internal import CArchive
internal import Glibc

/// libarchive's reader of one archive, or of one compressed file: member after member, each once.
///
/// Owns the C reader. Sendable, as the pointer has this one owner.
@safe struct ArchiveReader: ~Copyable, @unchecked Sendable {
  /// A member, as the archive describes it; all of it is hostile.
  struct Entry {
    enum Kind {
      case file, link, other
    }

    /// Empty where it has none that can be given.
    let name: [UInt8]
    let kind: Kind
    let isEncrypted: Bool
    /// Nil where the archive does not say.
    let byteCount: Int64?
  }

  enum Step {
    case entry(Entry)
    case end
    case failure(InputProblem.Cause)
  }

  /// Where its bytes come from.
  let feed: ArchiveFeed
  // A reader from archive_reader_create, destroyed in deinit, never handed out.
  private let reader: OpaquePointer

  /// Whether the library is there, and loads it.
  static var isAvailable: Bool {
    archive_reader_available() != 0
  }

  /// Whether this was built to use it.
  static var isBuiltIn: Bool {
    archive_reader_built_in() != 0
  }

  /// Nil where the library, what it needs for the form, or memory is missing.
  init?(_ form: ArchiveProblem.Form, _ feed: ArchiveFeed) {
    let form: archive_reader_form? =
      switch form {
      case .archive(.tar): archive_reader_tar
      case .archive(.zip): archive_reader_zip
      case .compression(.zstd): archive_reader_zstd
      case .compression(.xz): archive_reader_xz
      case .compression(.bzip2): archive_reader_bzip2
      case .compression(.gzip): nil
      }
    // The feed lives as long as the reader, and is called while the reader is.
    guard let form,
      let reader = unsafe archive_reader_create(
        form, pullBytes, Unmanaged.passUnretained(feed).toOpaque())
    else {
      return nil
    }
    self.feed = feed
    unsafe self.reader = reader
  }

  deinit {
    // Nobody else has it.
    unsafe archive_reader_destroy(reader)
  }

  /// Steps to the next member, over what was not read of the one before.
  func next() -> Step {
    var entry = unsafe archive_reader_entry()
    // The reader lives as long as this owner; the entry is filled within the call.
    switch unsafe archive_reader_next(reader, &entry) {
    case archive_reader_member: return .entry(unsafe Entry(entry))
    case archive_reader_end: return .end
    default: return .failure(failure)
    }
  }

  /// The member's next bytes, its end, or a problem of this member.
  func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    // Writes at most `space.count` bytes to the caller's space, and keeps no pointer.
    let count = unsafe archive_reader_read(reader, space.baseAddress, space.count)
    switch count {
    case 1...: return .bytes(count)
    case 0: return .end
    default: return .problem(failure)
    }
  }

  /// What is wrong with the bytes says more than what the library makes of it.
  private var failure: InputProblem.Cause {
    // The text is the reader's until the next call, and is copied.
    feed.problem ?? .archive(.damaged(reason: unsafe String(cString: archive_reader_error(reader))))
  }
}

extension ArchiveReader.Entry {
  fileprivate init(_ entry: archive_reader_entry) {
    // The name is NUL-terminated and the reader's until the next call; it is copied.
    name =
      unsafe entry.name.map { unsafe Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
      ?? []
    kind =
      switch unsafe entry.kind {
      case archive_reader_file: .file
      case archive_reader_link: .link
      default: .other
      }
    isEncrypted = unsafe entry.is_encrypted != 0
    byteCount = unsafe entry.byte_count < 0 ? nil : entry.byte_count
  }
}

/// The library's way to the feed.
private func pullBytes(
  _ context: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
  guard let context = unsafe context, let bytes = unsafe bytes else {
    return -1
  }
  // The context is the feed that the reader keeps; the place for the pointer is lent for this call.
  return unsafe Unmanaged<ArchiveFeed>.fromOpaque(context).takeUnretainedValue().pull(
    &bytes.pointee)
}
