/// A word as it is typed in a shell, so that it can be copied from a terminal.
enum ShellWord {
  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,=@%+".utf8)

  /// The word in quotes where a shell would take it for something else.
  ///
  /// All that is not printable ASCII becomes `\xNN` within `$'...'`, which bash, zsh and ksh read: nothing in it can move a
  /// cursor, and nothing looks like something else.
  static func quoted(_ word: String) -> String {
    if !word.isEmpty && word.utf8.allSatisfy(plain.contains) {
      return word
    }
    if word.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) {
      return "'\(word.map { $0 == "'" ? "'\\''" : "\($0)" }.joined())'"
    }
    return "$'\(word.utf8.map(escaped).joined())'"
  }

  /// A path that no program takes for an option.
  static func quotedPath(_ path: String) -> String {
    quoted(path.hasPrefix("-") && path != "-" ? "./\(path)" : path)
  }

  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\\"):
      return "\\\(Unicode.Scalar(byte))"
    case 0x20..<0x7F:
      return "\(Unicode.Scalar(byte))"
    default:
      let digits = String(byte, radix: 16)
      return "\\x\(digits.utf8.count == 1 ? "0" : "")\(digits)"
    }
  }
}
