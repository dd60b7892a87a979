/// How values within a document are named: `spec.ingress[0].toPorts`.
///
/// Keys come from files of anybody: a long one is shortened, one with other characters than names have is quoted.
public enum ManifestPath: Sendable {
  /// Characters of a key that are shown.
  static let longestKey = 60

  /// Characters of a path that are shown.
  static let longestPath = 240

  /// A path and one below it.
  public static func joined(_ path: String, _ below: String) -> String {
    if path.isEmpty { return below }
    if below.isEmpty { return path }
    return below.hasPrefix("[") ? path + below : path + "." + below
  }

  /// The member of a path's object.
  public static func member(_ key: String, of path: String = "") -> String {
    joined(path, step(key))
  }

  /// The element of a path's array.
  public static func element(_ index: Int, of path: String = "") -> String {
    path + "[\(index)]"
  }

  /// A path for a message: of a long one both ends.
  static func shortened(_ path: String) -> String {
    path.utf8.count <= longestPath
      ? path : path.prefix(longestPath / 2) + "..." + path.suffix(longestPath / 2)
  }

  /// A text in quotes for a message, shortened where it is long.
  public static func quoted(_ text: String) -> String {
    text.utf8.count <= longestKey ? "\"\(text)\"" : "\"\(text.prefix(longestKey))...\""
  }

  private static func step(_ key: String) -> String {
    let isName =
      !key.isEmpty && key.utf8.count <= longestKey
      && key.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
    return isName ? key : "[" + quoted(key) + "]"
  }
}
