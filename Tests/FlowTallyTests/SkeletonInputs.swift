import Foundation
import TestSupport

/// Bytes of all kinds, mostly those that mean something.
enum RandomText {
  private static let alphabets: [[[UInt8]]] = letters.map { $0.map { [$0] } } + [watched, escaped]

  private static let letters: [[UInt8]] = [
    Array("{}[]:,\"\\\n".utf8),
    Array("{}[]:,\"\\\nabcdu0123456789tfn.eE+- \t\r/".utf8),
    Array("\"\\ud8dc\n".utf8),
    Array("\"\n".utf8) + Array(0x80...0xFF),
    Array(0x00...0xFF),
    Array("\n {}".utf8),
    Array("\"abc\",:".utf8),
  ]

  /// The text that the first kernel watches for, at every distance from a word's begin, and pieces of it.
  private static let watched = [
    "aggregate", "aggregate", "aggr", "ggre", "rega", "egate", "a", "\"", "\n",
  ].map { Array($0.utf8) }

  /// Escapes of letters and of what stands beside them in ASCII, and of others.
  private static let escaped = [
    #"\u0061"#, #"\u007A"#, #"\u0041"#, #"\u005a"#, #"\u0030"#, #"\u0039"#, #"\u005F"#, #"\u0060"#,
    #"\u0040"#, #"\u002f"#, #"\u003c"#, #"\u007b"#, #"\u0141"#, #"\u00e1"#, #"\n"#, #"\""#, "a",
    "\"", "\n",
  ].map { Array($0.utf8) }

  static func bytes(_ count: Int, using random: inout SeededNumbers) -> [UInt8] {
    var text: [UInt8] = []
    while text.count < count {
      let alphabet = alphabets.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...200, using: &random) {
        text += alphabet.randomElement(using: &random) ?? []
      }
    }
    return Array(text.prefix(count))
  }
}

/// The logs of Fixtures/flows.
enum FlowLog {
  static func lines(_ name: String, count: Int) throws -> [[UInt8]] {
    let text = try Fixture.unpacked("flows/\(name).jsonl.gz")
    return text.split(separator: UInt8(ascii: "\n"), maxSplits: count).prefix(count).map {
      Array($0)
    }
  }

  static func text(_ name: String, lines count: Int) throws -> [UInt8] {
    Array(try lines(name, count: count).joined(separator: [UInt8(ascii: "\n")])) + [
      UInt8(ascii: "\n")
    ]
  }

  /// With a space behind every colon and comma outside strings.
  static func spaced(_ text: [UInt8]) -> [UInt8] {
    var spaced: [UInt8] = []
    var isInside = false
    var isEscaped = false
    for byte in text {
      spaced.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInside.toggle()
      } else if !isInside && (byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",")) {
        spaced.append(UInt8(ascii: " "))
      }
    }
    return spaced
  }
}

/// The lines of Fixtures/conformance/rfc8259.tsv.
enum Conformance {
  static func cases() throws -> [[UInt8]] {
    let table = try Fixture.text("conformance/rfc8259.tsv")
    return table.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast().map
    { row in
      let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
      return Array("{\"x\":".utf8) + bytes(Array(columns[1].utf8)) + [UInt8(ascii: "}")]
    }
  }

  /// A case's bytes: `\xHH` stands for a byte.
  private static func bytes(_ text: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "\\"), let high = Byte16.value(text[index + 2]),
        let low = Byte16.value(text[index + 3])
      {
        bytes.append(high << 4 | low)
        index += 4
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return bytes
  }

  private enum Byte16 {
    static func value(_ byte: UInt8) -> UInt8? {
      UInt8(String(UnicodeScalar(byte)), radix: 16)
    }
  }
}
