/// Whether the series of a .prom file are among those that node_exporter serves.
///
/// Values are not compared: the file may be newer. Keeps 24 bytes for each series of the file, at most as many as a lint.
public struct ServedSeries: Sendable {
  private static let scrapeErrorName = "node_textfile_scrape_error"
  private var lines = BoundedLines()
  private var missing: [ByteDigest: Int] = [:]
  private var isExpecting = true

  /// Series of the file.
  public private(set) var expectedCount = 0
  /// Samples that were served, of whatever name.
  public private(set) var servedCount = 0
  /// Whether node_exporter says that it could not read a file; nil where it says nothing.
  public private(set) var hasScrapeError: Bool?

  /// A comparison that knows no series.
  public init() {}

  /// Takes the next bytes of the file; all of them before the first that were served.
  public mutating func expect(_ bytes: [UInt8]) {
    take(bytes)
  }

  /// Ends the file: what comes now was served.
  public mutating func endFile() {
    expectedCount = missing.count
    isExpecting = false
    lines = BoundedLines()
  }

  /// Takes the next bytes that were served.
  public mutating func serve(_ bytes: [UInt8]) {
    take(bytes)
  }

  /// The lines of the file whose series are not served, in order.
  public var missingLines: [Int] {
    missing.values.sorted()
  }

  private mutating func take(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let line = lines.next(&rest) {
      if case .whole(let text) = line, case .sample(let sample)? = try? ExpositionLine.read(text) {
        take(sample)
      }
    }
  }

  /// node_exporter writes the bounds of buckets in its own way: they count as numbers.
  private mutating func take(_ sample: ExpositionSample) {
    let numeric = sample.labels.first { $0.name == "le" || $0.name == "quantile" }?.name
    let digest = ByteDigest(SeriesText(sample, numeric: numeric).key)
    if isExpecting {
      if missing.count < SeriesBook.maximumCount {
        missing[digest] = lines.number
      }
      return
    }
    servedCount += 1
    missing[digest] = nil
    if sample.name == Self.scrapeErrorName {
      hasScrapeError = sample.value != 0
    }
  }
}
