/// NAME-TIMESTAMP.EXT or NAME-TIMESTAMP.EXT.gz: how lumberjack, which Cilium's exporter rotates with,
/// names what it moves away from NAME.EXT.
///
/// TIMESTAMP is 2006-01-02T15-04-05.000; .EXT is what follows the last dot and may be missing.
struct RotationName {
  /// NAME.EXT.
  let liveName: [UInt8]

  init?(_ name: ArraySlice<UInt8>) {
    let plain = name.hasGzipSuffix ? name.dropLast(3) : name
    if let found = Self.liveName(of: plain, extensionStart: plain.endIndex) {
      liveName = found
      return
    }
    guard let dot = plain.lastIndex(of: UInt8(ascii: ".")),
      let found = Self.liveName(of: plain, extensionStart: dot)
    else {
      return nil
    }
    liveName = found
  }

  private static let pattern = Array("-dddd-dd-ddTdd-dd-dd.ddd".utf8)

  private static func liveName(of name: ArraySlice<UInt8>, extensionStart: Int) -> [UInt8]? {
    let stampStart = extensionStart - pattern.count
    guard stampStart > name.startIndex else {
      return nil
    }
    let matches = zip(name[stampStart..<extensionStart], pattern).allSatisfy { byte, wanted in
      wanted == UInt8(ascii: "d") ? isDigit(byte) : byte == wanted
    }
    return matches ? Array(name[..<stampStart] + name[extensionStart...]) : nil
  }
}

func isDigit(_ byte: UInt8) -> Bool {
  byte &- UInt8(ascii: "0") < 10
}
