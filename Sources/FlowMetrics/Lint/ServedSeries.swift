/// Whether the series of a .prom file are among those that node_exporter serves, with their values.
///
/// Keeps 32 bytes for each series of the file, at most as many as a lint.
public struct ServedSeries: Sendable {
  /// A file that node_exporter says it has read.
  public struct Textfile: Sendable, Equatable {
    /// Its path, as node_exporter sees it; hostile.
    public let path: String
    /// When it was written last, in seconds since 1970.
    public let modificationTime: Double
  }

  private static let scrapeErrorName = "node_textfile_scrape_error"
  private static let timeName = "node_textfile_mtime_seconds"
  /// More files than this are not kept.
  private static let mostTextfiles = 1000

  private var lines = BoundedLines()
  private var missing: [ByteDigest: (line: Int, value: Double)] = [:]
  private var isExpecting = true

  /// Series of the file.
  public private(set) var expectedCount = 0
  /// Samples that were served, of whatever name.
  public private(set) var servedCount = 0
  /// Whether node_exporter says that it could not read a file; nil where it says nothing.
  public private(set) var hasScrapeError: Bool?

  /// The files that node_exporter has read.
  public private(set) var textfiles: [Textfile] = []
  /// Lines of the file whose series are served with another value, in no order.
  private var others: [Int] = []

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
    missing.values.map(\.line).sorted()
  }

  /// The lines of the file whose series are served with another value, in order: the file may have been written since.
  public var otherLines: [Int] {
    others.sorted()
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
        missing[digest] = (lines.number, sample.value)
      }
      return
    }
    servedCount += 1
    if let expected = missing.removeValue(forKey: digest), expected.value != sample.value,
      !(expected.value.isNaN && sample.value.isNaN)
    {
      others.append(expected.line)
    }
    if sample.name == Self.timeName, textfiles.count < Self.mostTextfiles,
      let path = sample.labels.first(where: { $0.name == "file" })?.value
    {
      textfiles.append(
        Textfile(path: String(decoding: path, as: UTF8.self), modificationTime: sample.value))
    }
    if sample.name == Self.scrapeErrorName {
      hasScrapeError = sample.value != 0
    }
  }
}
