import CLinux

/// The command line.
enum ProgramArguments {
  /// The words behind the program's name; bytes that are not UTF-8 become U+FFFD.
  static func all() -> [String] {
    (0..<linux_argument_count()).dropFirst().compactMap { index in
      // Unsafe: the C strings live as long as the process; each is copied.
      guard let word = unsafe linux_argument(index) else {
        return nil
      }
      return unsafe String(cString: word)
    }
  }
}
