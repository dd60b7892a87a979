import TestSupport
import Testing

@testable import FlowTally

@Suite struct IntegerTextTests {
  static let signed: [(String, Int64?)] = [
    ("0", 0), ("-0", 0), ("7", 7), ("133", 133), ("-1", -1),
    ("5e3", 5000), ("5E3", 5000), ("5e+3", 5000), ("5000.0", 5000), ("5000e-3", 5),
    ("0.5e1", 5), ("1.50e1", 15), ("10e-1", 1), ("1e-1", nil), ("133.5", nil), ("0.1", nil),
    ("10.0e-1", 1), ("100000000000000000000e-5", 1_000_000_000_000_000),
    ("0.00000000000000000000000000000005e32", 5),
    ("9223372036854775807", .max), ("9223372036854775808", nil),
    ("-9223372036854775808", .min), ("-9223372036854775809", nil),
    ("9223372036854775807.000000000000000000000000", .max),
    ("922337203685477580700000000000e-11", .max),
    ("1e18", 1_000_000_000_000_000_000), ("1e19", nil), ("1e400", nil), ("1e-400", nil),
    ("1e99999999999999999999999999", nil), ("1e-99999999999999999999999999", nil),
    ("0e99999999999999999999999999", 0), ("0.000e-9", 0), ("-0.0e5", 0),
    ("123456789012345678901234567890", nil), ("true", nil), ("null", nil), ("{}", nil),
    ("[]", nil),
  ]

  @Test("a JSON number with an integral value is an integer", arguments: signed)
  func numbers(text: String, expected: Int64?) {
    #expect(withValue(text, IntegerText.signed) == expected)
  }

  @Test("a string of such a number is the same integer", arguments: signed)
  func strings(text: String, expected: Int64?) {
    #expect(withValue("\"\(text)\"", IntegerText.signed) == expected)
  }

  @Test(
    "a string of anything else is none",
    arguments: [
      "", " ", "5 ", " 5", "+5", "05", "00", "-", "--5", "5.", ".5", "5.e1", "1e", "1e+", "0x5",
      "٣",
      "5\\u0000", "1_000", "NaN", "5e3e3", "5e1.0",
    ])
  func otherStrings(text: String) {
    #expect(withValue("\"\(text)\"", IntegerText.signed) == nil)
  }

  @Test("escapes in a string of digits mean their characters")
  func escapes() {
    #expect(withValue(#""\u0031\u0033\u0033""#, IntegerText.signed) == 133)
    #expect(withValue(#""5\u0065\u002b3""#, IntegerText.unsigned) == 5000)
  }

  static let unsigned: [(String, UInt64?)] = [
    ("0", 0), ("-0", 0), ("-0.0", 0), ("-1", nil), ("18446744073709551615", .max),
    ("18446744073709551616", nil), ("1844674407370955161.5e1", .max),
    ("100000000000000000001", nil), ("1000000000000000000000000000000000000000000001", nil),
    ("18446744073709551615000e-3", .max), ("1e19", 10_000_000_000_000_000_000), ("1e20", nil),
    ("2e19", nil), ("1.8446744073709551616e19", nil),
  ]

  @Test("64 bits without sign hold what they hold", arguments: unsigned)
  func unsignedNumbers(text: String, expected: UInt64?) {
    #expect(withValue(text, IntegerText.unsigned) == expected)
    #expect(withValue("\"\(text)\"", IntegerText.unsigned) == expected)
  }

  @Test("every integer written with any point and exponent reads as itself", arguments: 0..<20)
  func randomForms(seed: UInt64) {
    var random = SeededNumbers(seed)
    for _ in 0..<200 {
      let number = max(1, random.next() >> UInt64(random.below(64)))
      let form = Self.form(of: number, &random)
      #expect(withValue(form, IntegerText.unsigned) == number, "seed \(seed), \(form)")
    }
  }

  /// The digits with a point somewhere, zeros behind, and the exponent that makes up for both.
  private static func form(of number: UInt64, _ random: inout SeededNumbers) -> String {
    let digits = String(number) + String(repeating: "0", count: random.below(5))
    let zeros = digits.utf8.count - String(number).utf8.count
    let cut = 1 + random.below(digits.utf8.count)
    let (whole, fraction) = (digits.prefix(cut), digits.dropFirst(cut))
    let exponent = fraction.utf8.count - zeros
    let isPlain = exponent == 0 && random.below(2) == 0
    return whole + (fraction.isEmpty ? "" : "." + fraction) + (isPlain ? "" : "e\(exponent)")
  }

  static let shorts: [(String, UInt64?)] = [
    ("0,", 0), ("0}", 0), ("7,", 7), ("80,", 80), ("65535}", 65535), ("1234567,", 1_234_567),
    ("9999999}", 9_999_999), ("12345678,", nil), ("10000000}", nil), ("-1,", nil), ("1.5,", nil),
    ("5.0}", nil), ("1e3,", nil), ("1E3}", nil), ("\"1\",", nil), ("1 ,", nil), ("1]", nil),
    ("true,", nil), ("null}", nil), ("{},", nil), ("[1],", nil), ("1", nil),
  ]

  @Test(
    "up to seven digits before a comma or a brace are read at once, all else is left to the exact way",
    arguments: shorts)
  func short(text: String, expected: UInt64?) {
    Block(line: text).withBytes { bytes in
      #expect(IntegerText.short(bytes, 0) == expected)
    }
  }
}
