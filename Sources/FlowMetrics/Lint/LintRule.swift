/// What may be wrong with a .prom file: one row of the rule table.
///
/// The raw value is the rule's name in messages and in the documentation. The order is that of the documentation: what
/// costs most comes first.
public enum LintRule: String, CaseIterable, Sendable {
  // The whole file is lost.
  case syntax
  case escape
  case value
  case lineEnd = "line-end"
  case lastLine = "last-line"
  case timestamp
  case labelTwice = "label-twice"
  case nameLabel = "name-label"
  case labelEncoding = "label-encoding"
  case unknownType = "unknown-type"
  case helpTwice = "help-twice"
  case typeTwice = "type-twice"
  case typeLate = "type-late"
  case fileName = "file-name"
  // More than the file is lost.
  case fileKind = "file-kind"
  case reservedLabel = "reserved-label"
  case gaugeHistogram = "gauge-histogram"
  case helpEncoding = "help-encoding"
  // Samples are lost, and nothing says so.
  case duplicateSeries = "duplicate-series"
  case clashingHelp = "clashing-help"
  case clashingType = "clashing-type"
  case exporterFamily = "exporter-family"
  case histogramSample = "histogram-sample"
  // Samples are misread.
  case noType = "no-type"
  case noHelp = "no-help"
  case helpLate = "help-late"
  case familySplit = "family-split"
  case targetLabel = "target-label"
  case labelSet = "label-set"
  case emptyLabel = "empty-label"
  case nothing
  // The names of Prometheus' conventions.
  case counterSuffix = "counter-suffix"
  case totalSuffix = "total-suffix"
  case baseUnit = "base-unit"
  case unitAbbreviation = "unit-abbreviation"
  case typeInName = "type-in-name"
  case camelCase = "camel-case"
  case colon
  case histogramSuffix = "histogram-suffix"
  case histogramLabel = "histogram-label"
  // What could not be looked at.
  case longLine = "long-line"
  case tooMany = "too-many"

  /// What `promtool check metrics` makes of it.
  public enum Promtool: String, Sendable {
    /// It cannot read the file, and says so (status 1).
    case refuses
    /// It complains (status 3).
    case complains
    /// It says nothing.
    case passes
    /// It was given no such thing to read.
    case notAsked = "-"
  }

  /// What node_exporter makes of it.
  public enum NodeExporter: String, Sendable {
    /// It leaves the whole file out; node_textfile_scrape_error is 1.
    case leavesFileOut = "leaves the file out"
    /// It leaves the whole file out, and node_textfile_scrape_error stays 0.
    case doesNotLook = "does not look at the file"
    /// It waits, and gives no answer.
    case hangs
    /// It ends without an answer.
    case panics
    /// It serves what Prometheus cannot read: the scrape fails.
    case spoilsScrape = "spoils the scrape"
    /// It drops samples, and node_textfile_scrape_error stays 0.
    case dropsSamples = "drops samples silently"
    /// It serves every sample.
    case serves
  }

  /// A row of the table.
  struct Row: Sendable {
    let promtool: Promtool
    let nodeExporter: NodeExporter
    /// What comes of it: a clause.
    let reason: String
    /// What to do: an imperative.
    let mend: String

    init(_ promtool: Promtool, _ nodeExporter: NodeExporter, _ reason: String, mend: String) {
      self.promtool = promtool
      self.nodeExporter = nodeExporter
      self.reason = reason
      self.mend = mend
    }
  }

  /// What `promtool check metrics` of Prometheus 2.42 makes of it.
  public var promtool: Promtool {
    row.promtool
  }

  /// What node_exporter 1.5 makes of it.
  public var nodeExporter: NodeExporter {
    row.nodeExporter
  }

  /// What comes of it: a clause without a full stop.
  public var reason: String {
    row.reason
  }

  /// What to do: an imperative without a full stop.
  public var mend: String {
    row.mend
  }

  /// Whether families whose names begin with `hubble_` may do so: they are the agent's, which writes empty values.
  public var isAllowedForHubble: Bool {
    self == .emptyLabel
  }
}
