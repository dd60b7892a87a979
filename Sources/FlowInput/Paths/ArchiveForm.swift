/// A file that holds others, known by its first bytes, never by its name.
public enum ArchiveForm: Sendable, Hashable, CaseIterable {
  /// As POSIX and GNU write it.
  case tar
  /// PKWARE's.
  case zip

  /// So many bytes of text tell the form.
  static let headByteCount = 512

  /// What people call it.
  public var name: String {
    switch self {
    case .tar: "tar"
    case .zip: "zip"
    }
  }

  /// `a tar`.
  var article: String {
    "a \(name)"
  }

  /// The form of a file whose text begins so, nil for one that is no archive.
  init?(head: some Collection<UInt8>) {
    let head = Array(head.prefix(Self.headByteCount))
    if Self.zipMagics.contains(where: { head.starts(with: $0) }) {
      self = .zip
    } else if Self.isTar(head) {
      self = .tar
    } else {
      return nil
    }
  }

  /// Of a member, and of the end of a zip without members.
  private static let zipMagics: [[UInt8]] = [[0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6]]
  private static let tarMagic = Array("ustar".utf8)

  /// The magic bytes stand behind the fields of the first member, whose sum has to be right: a log may hold the word.
  private static func isTar(_ head: [UInt8]) -> Bool {
    guard head.count == headByteCount, head[257..<262].elementsEqual(tarMagic) else {
      return false
    }
    let digits = head[148..<156].drop { $0 == UInt8(ascii: " ") }.prefix { 0x30...0x37 ~= $0 }
    let blanks = 8 * Int(UInt8(ascii: " "))
    let sum = head.reduce(blanks) { $0 + Int($1) } - head[148..<156].reduce(0) { $0 + Int($1) }
    return !digits.isEmpty && digits.reduce(0) { $0 * 8 + Int($1 - 0x30) } == sum
  }
}
