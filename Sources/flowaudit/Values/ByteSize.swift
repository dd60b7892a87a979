/// A number of bytes: digits, and K, M, G or KiB, MiB, GiB for powers of 1024.
struct ByteSize: Sendable, Equatable {
  let byteCount: Int

  init(parsing text: String, within range: ClosedRange<Int>) throws(ValueError) {
    let digits = text.utf8.prefix(while: \.isDigit)
    let shift = try Self.shift(ofUnit: String(Substring(text.utf8[digits.endIndex...])), of: text)
    guard let number = Int(String(Substring(digits))) else {
      throw ValueError("\(text) is not a number of bytes: give one like 4096, 512K or 16MiB")
    }
    let (bytes, overflows) = number.multipliedReportingOverflow(by: 1 << shift)
    guard !overflows, range.contains(bytes) else {
      throw ValueError(
        "\(text) is out of range: give \(range.lowerBound) to \(range.upperBound) bytes")
    }
    byteCount = bytes
  }

  private static func shift(ofUnit unit: String, of text: String) throws(ValueError) -> Int {
    switch unit {
    case "": return 0
    case "K", "k", "KiB": return 10
    case "M", "m", "MiB": return 20
    case "G", "g", "GiB": return 30
    default: throw ValueError("\(text) is not a number of bytes: give one like 4096, 512K or 16MiB")
    }
  }
}
