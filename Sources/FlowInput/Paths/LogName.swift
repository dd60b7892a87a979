/// How logs are called: *.log, *.json, *.jsonl, *.ndjson, and these with .gz.
enum LogName {
  private static let suffixes = [".log", ".json", ".jsonl", ".ndjson"].map { Array($0.utf8) }

  /// Whether a file is called like a log.
  static func isOne(_ name: [UInt8]) -> Bool {
    let plainName = name.hasGzipSuffix ? name.dropLast(3) : name[...]
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

func isDigit(_ byte: UInt8) -> Bool {
  byte &- UInt8(ascii: "0") < 10
}
