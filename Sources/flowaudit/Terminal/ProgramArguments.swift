import CLinux
import Glibc

/// The command line.
enum ProgramArguments {
  /// The last words as they were typed, whatever their bytes.
  static func last(_ count: Int) -> [[UInt8]] {
    (0..<linux_argument_count()).suffix(count).map { index in
      // Unsafe: as below.
      guard let word = unsafe linux_argument(index) else {
        return []
      }
      return unsafe UnsafeBufferPointer(start: word, count: strlen(word)).map {
        UInt8(bitPattern: $0)
      }
    }
  }

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
