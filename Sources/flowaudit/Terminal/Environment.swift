import Glibc

/// The variables of the environment.
enum Environment {
  /// The value of a variable, nil where it is not set; bytes that are not UTF-8 become U+FFFD.
  static func value(of name: String) -> String? {
    // Unsafe: getenv lends a C string that stays as long as nobody calls setenv, which this program never does; it
    // is copied at once.
    guard let value = unsafe getenv(name) else {
      return nil
    }
    return unsafe String(cString: value)
  }
}
