/// Numbers of 64 bits as one word: base64 of their bytes, the lowest first.
///
/// 32 characters for three numbers. Source: RFC 4648, section 4.
enum StateBlock {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  /// What a letter stands for, 255 for all others.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: .max, count: 256)
    for (value, letter) in letters.enumerated() {
      values[Int(letter)] = UInt8(value)
    }
    return values
  }()

  /// Appends numbers, at least one.
  static func append(_ numbers: ArraySlice<UInt64>, to text: inout [UInt8]) {
    text.reserveCapacity(text.count + (numbers.count * 32 + 2) / 3 + 4)
    var bits: UInt32 = 0
    var byteCount = 0
    for number in numbers {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bits = bits << 8 | UInt32(truncatingIfNeeded: number >> shift & 0xFF)
        byteCount += 1
        if byteCount == 3 {
          append(bits, letterCount: 4, to: &text)
          (bits, byteCount) = (0, 0)
        }
      }
    }
    if byteCount > 0 {
      append(bits << UInt32(24 - 8 * byteCount), letterCount: byteCount + 1, to: &text)
      text += [UInt8](repeating: padding, count: 3 - byteCount)
    }
  }

  private static func append(_ bits: UInt32, letterCount: Int, to text: inout [UInt8]) {
    for index in 0..<letterCount {
      text.append(letters[Int(bits >> UInt32(18 - 6 * index) & 63)])
    }
  }

  /// The numbers that a word holds, nil where it holds none or is cut.
  static func numbers(_ text: [UInt8]) -> [UInt64]? {
    let letterCount = text.lastIndex { $0 != padding }.map { $0 + 1 } ?? 0
    let byteCount = letterCount * 6 / 8
    guard byteCount > 0, byteCount % 8 == 0, text.count == (byteCount + 2) / 3 * 4 else {
      return nil
    }
    var numbers: [UInt64] = []
    numbers.reserveCapacity(byteCount / 8)
    var (bits, bitCount): (UInt32, UInt32) = (0, 0)
    var (number, shift): (UInt64, UInt64) = (0, 0)
    for letter in text[..<letterCount] {
      let value = values[Int(letter)]
      guard value < 64 else {
        return nil
      }
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        number |= UInt64(bits >> bitCount & 0xFF) << shift
        shift += 8
      }
      if shift == 64 {
        numbers.append(number)
        (number, shift) = (0, 0)
      }
    }
    return numbers
  }
}
