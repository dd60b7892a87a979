/// The grammar of label keys and values.
///
/// Source: Kubernetes, IsQualifiedName and IsValidLabelValue.
enum LabelSyntax {
  private static let longestPart = 63
  private static let longestPrefix = 253

  /// `[PREFIX/]NAME`, the prefix a DNS subdomain.
  static func isQualifiedName(_ text: String) -> Bool {
    let parts = text.utf8.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.last, !name.isEmpty, isName(name) else {
      return false
    }
    return parts.count == 1 || isSubdomain(parts[0])
  }

  /// Nothing, or a name.
  static func isValue(_ text: String) -> Bool {
    text.isEmpty || isName(text.utf8[...])
  }

  /// Letters, digits, `-`, `_` and dots, the first and the last of them a letter or digit.
  private static func isName(_ text: Substring.UTF8View) -> Bool {
    guard text.count <= longestPart, let first = text.first, let last = text.last else {
      return false
    }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && text.allSatisfy {
        isAlphanumeric($0) || $0 == Byte.minus || $0 == Byte.point || $0 == UInt8(ascii: "_")
      }
  }

  private static func isSubdomain(_ text: Substring.UTF8View) -> Bool {
    text.count <= longestPrefix
      && text.split(separator: Byte.point, omittingEmptySubsequences: false).allSatisfy { part in
        guard let first = part.first, let last = part.last else {
          return false
        }
        return isLowercase(first) && isLowercase(last)
          && part.allSatisfy { isLowercase($0) || $0 == Byte.minus }
      }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    Byte.isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }

  private static func isLowercase(_ byte: UInt8) -> Bool {
    Byte.isDigit(byte) || byte &- UInt8(ascii: "a") < 26
  }
}
