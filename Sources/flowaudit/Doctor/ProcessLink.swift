import Glibc

/// The symbolic links in which /proc shows what a process has open, and where it works.
enum ProcessLink {
  /// Where a link points; nil where it may not be read.
  static func target(_ link: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    // Unsafe: at most the array's count is written.
    let count = unsafe readlink(link, &bytes, bytes.count)
    return count > 0
      ? String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }
}
