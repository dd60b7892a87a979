/// How logs are called: *.log, *.json, *.jsonl, *.ndjson, and these packed: with .gz, .zst, .xz, .bz2.
enum LogName {
  private static let suffixes = [".log", ".json", ".jsonl", ".ndjson"].map { Array($0.utf8) }

  /// Whether a file is called like a log.
  static func isOne(_ name: [UInt8]) -> Bool {
    let plainName = name[...].withoutPackedSuffix
    return suffixes.contains { plainName.count > $0.count && plainName.hasSuffix($0) }
  }
}

extension Collection<UInt8> where Self: BidirectionalCollection {
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    reversed().starts(with: suffix.reversed())
  }

  var hasGzipSuffix: Bool {
    hasSuffix([UInt8](".gz".utf8))
  }
}

extension ArraySlice<UInt8> {
  private static let packedSuffixes = [".gz", ".zst", ".xz", ".bz2"].map { [UInt8]($0.utf8) }

  /// The name of a packed file as it was before.
  var withoutPackedSuffix: Self {
    let suffix = Self.packedSuffixes.first { hasSuffix($0) }
    return dropLast(suffix?.count ?? 0)
  }

  /// That of one packed otherwise than with gzip: the rules of rotations know .gz.
  var withoutForeignSuffix: Self {
    hasGzipSuffix ? self : withoutPackedSuffix
  }
}

extension Sequence {
  /// Without those whose names say that they are packed where the plain file is there, too: it may be half written.
  func withoutPackedTwins(name: (Element) -> [UInt8]) -> [Element] {
    let names = Set(map(name))
    return filter {
      let name = name($0)
      let plain = name[...].withoutPackedSuffix
      return plain.count == name.count || !names.contains(Array(plain))
    }
  }
}

func isDigit(_ byte: UInt8) -> Bool {
  byte &- UInt8(ascii: "0") < 10
}
