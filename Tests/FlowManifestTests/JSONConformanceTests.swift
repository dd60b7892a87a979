import TestSupport
import Testing

@testable import FlowManifest

/// The table of RFC 8259 that flow lines are held to (Fixtures/conformance): what is JSON for one is JSON for the other.
@Suite struct JSONConformanceTests {
  /// What is another matter here: keys that come twice, values behind one another, numbers that Go cannot hold, other depths.
  private static let otherRules = [
    "key twice", "escaped key", "two objects", "text behind the object", "closed inside the value",
    "beyond a double", "beyond 64 bits", "containers", "second time only",
  ]

  @Test("a value is taken where RFC 8259 has it, and refused where it has not")
  func table() throws {
    let rows = try Fixture.text("conformance/rfc8259.tsv").split(separator: "\n").dropFirst()
    #expect(rows.count > 300)
    for row in rows {
      let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
      guard !Self.otherRules.contains(where: { columns[2].hasSuffix($0) }) else { continue }
      let text = try ManifestText(
        Array("{\"x\":".utf8) + Self.bytes(of: columns[1]) + [UInt8(ascii: "}")], name: "f")
      #expect(isRefused(text) == (columns[0] == "0"), "\(row)")
    }
  }

  private func isRefused(_ text: ManifestText) -> Bool {
    do {
      _ = try JSONDocuments(text).opening()
      return false
    } catch {
      return true
    }
  }

  /// The bytes of a case, in which all but printable ASCII is written as `\xNN`.
  private static func bytes(of text: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.first {
      if rest.starts(with: "\\x".utf8),
        let code = UInt8(Substring(rest.dropFirst(2).prefix(2)), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return bytes
  }
}
