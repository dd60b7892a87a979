import Testing

@testable import FlowTally

@Suite struct EnumTextTests {
  private func describe(_ value: EnumText?) -> String {
    switch value {
    case .number(let number): "number \(number)"
    case .name(let range): "name \(range)"
    case nil: "absent"
    }
  }

  static let rows: [(String, String)] = [
    (#""INGRESS""#, "name 0..<9"), ("1", "number 1"), (#""1""#, "number 1"), ("1e0", "number 1"),
    (#""2.0""#, "number 2"), ("0", "number 0"), ("-1", "number -1"), (#""x""#, "name 0..<3"),
    (#""0x1""#, "name 0..<5"), (#""01""#, "name 0..<4"), (#"" ""#, "name 0..<3"),
    ("2147483647", "number 2147483647"), ("-2147483648", "number -2147483648"),
    // Out of range, with a fraction, or of another type.
    ("2147483648", "absent"), (#""-2147483649""#, "absent"), ("1e400", "absent"),
    (#""18446744073709551616""#, "absent"), (#""133.5""#, "absent"), ("133.5", "absent"),
    (#""""#, "absent"), ("true", "absent"), ("null", "absent"), ("{}", "absent"), ("[1]", "absent"),
  ]

  @Test("an enumeration's value is a name or a number of 32 bits, else absent", arguments: rows)
  func kinds(text: String, expected: String) {
    #expect(withValue(text) { describe(EnumText($0, $1)) } == expected)
  }

  @Test("a value matches by its name or by its number")
  func matches() {
    let texts = [#""INGRESS""#, #""INGR\u0045SS""#, "1", #""1""#, #""ingress""#, "2", #""EGRESS""#]
    let found = texts.map { text in
      withValue(text) { bytes, range in
        EnumText(bytes, range)?.matches(bytes, name: "INGRESS", number: 1) ?? false
      }
    }
    #expect(found == [true, true, true, true, false, false, false])
  }
}
