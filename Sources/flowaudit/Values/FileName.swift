import Glibc

/// What stands at a name.
enum FileName {
  /// Whether anything does.
  static func isThere(_ path: String) -> Bool {
    // Unsafe: access reads the C string that Swift lends it for this call.
    unsafe access(path, F_OK) == 0
  }
}
