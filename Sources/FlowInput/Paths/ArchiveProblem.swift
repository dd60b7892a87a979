/// Why an archive, or a file that is compressed otherwise than with gzip, could not be read, or not to its end.
public enum ArchiveProblem: Sendable, Hashable {
  /// What is read through the library.
  public enum Form: Sendable, Hashable {
    case archive(ArchiveForm)
    case compression(CompressedForm)
  }

  /// The library is not there, or was not when this was built.
  case missingLibrary(Form, isBuiltIn: Bool)
  /// An archive whose bytes do not hold what they should; the library's words.
  case damaged(reason: String)
  /// A compressed file that ends early or does not decode; the library's words.
  case damagedCompression(CompressedForm, decodedOffset: Int64, reason: String)
  /// Bytes behind a compressed file that are neither of its form nor zeros.
  case trailingBytes(CompressedForm, decodedOffset: Int64)
  /// Bytes in front of an archive's end, or behind it, that are not of it: another archive.
  case bytesBehind(ArchiveForm)
  /// So many members are encrypted, of which this is the first.
  case encrypted(count: Int)
  /// A member is an archive: it is not opened.
  case nested(ArchiveForm)
  /// An archive comes through a pipe, and cannot be read twice.
  case piped(ArchiveForm)
  /// There is no file in it.
  case empty(ArchiveForm)
  /// It has more files than are looked at.
  case tooManyMembers(limit: Int)
  /// Its rotations lie so that to read them in their order would take far longer than to read the archive.
  case scatteredRotations

  /// One clause, and what to do.
  var explanation: String {
    switch self {
    case .missingLibrary(let form, let isBuiltIn):
      return "\(form.explanation), which needs libarchive: "
        + (isBuiltIn
          ? "install the package libarchive13 (libarchive13t64, libarchive), or use: \(form.tool)"
          : "this flowaudit was built without it (libarchive-dev); use: \(form.tool)")
    case .damaged(let reason):
      return "the archive is damaged or cut short: \(reason)"
    case .damagedCompression(let form, let offset, let reason):
      return
        "\(form.name) data is damaged or ends early (after \(offset) bytes of text): \(reason)"
    case .trailingBytes(let form, let offset):
      return
        "\(form.name) data ends after \(offset) bytes of text, and other bytes follow, which are not read"
    case .bytesBehind(let form):
      return
        "is \(form.article) archive with other bytes behind it, perhaps another archive, which are not read: unpack it and name the directory"
    case .encrypted(let count):
      let rest = count > 1 ? ", with \(count - 1) more of this archive" : ""
      return "is encrypted, and is not read\(rest): unpack the archive and name the directory"
    case .nested(let form):
      return "is \(form.article) archive in an archive, and is not opened: unpack it and name it"
    case .piped(let form):
      return "is \(form.article) archive, which is read from a file only: give its name as FILE"
    case .empty(let form):
      return "is \(form.article) archive without a file in it"
    case .tooManyMembers(let limit):
      return
        "has more than \(limit) files, and the rest is not read: unpack it and name the directory"
    case .scatteredRotations:
      return
        "has rotations of logs far apart, which are counted as logs of their own: unpack it and name the directory"
    }
  }
}

extension ArchiveProblem.Form {
  fileprivate var explanation: String {
    switch self {
    case .archive(let form): "is \(form.article) archive"
    case .compression(let form): "is compressed with \(form.name)"
    }
  }

  /// What does without the library.
  fileprivate var tool: String {
    switch self {
    case .archive(.tar): "tar -xf FILE -C DIRECTORY && flowaudit ... DIRECTORY"
    case .archive(.zip): "unzip FILE -d DIRECTORY && flowaudit ... DIRECTORY"
    case .compression(let form): "\(form.tool) FILE | flowaudit ..."
    }
  }
}
