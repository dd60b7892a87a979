/// The rows of the rule table.
///
/// Source: the text format 0.0.4 as prometheus/common's expfmt reads it, promlint of client_golang, node_exporter's
/// collector/textfile.go; each tried with promtool 2.42 and node_exporter 1.5, and tried again by the tests.
extension LintRule {
  var row: Row {
    switch self {
    case .syntax: Self.lost(mend: #"write NAME{LABEL="VALUE",...} NUMBER"#)
    case .escape: Self.lost(mend: #"escape only \ and line feeds, and " in labels"#)
    case .value: Self.lost(mend: "write a decimal number, NaN, +Inf or -Inf")
    case .lineEnd: Self.lost(mend: "end lines with LF alone")
    case .lastLine: Self.lost(mend: "end the last line with LF, too")
    case .timestamp: Self.lost(.passes, mend: "write nothing behind the value")
    case .labelTwice: Self.lost(mend: "write each label once")
    case .nameLabel: Self.lost(mend: "write the name in front of the labels")
    case .labelEncoding: Self.lost(mend: "write U+FFFD for what is not UTF-8")
    case .unknownType: Self.lost(mend: "write counter, gauge, histogram, summary or untyped")
    case .helpTwice: Self.lost(mend: "write HELP once a family")
    case .typeTwice: Self.lost(mend: "write TYPE once a family")
    case .typeLate: Self.lost(mend: "write TYPE before the first sample")
    case .fileName:
      Row(.notAsked, .doesNotLook, "node_exporter reads names that end in .prom", mend: "rename it")

    case .fileKind:
      Row(
        .notAsked, .hangs, "node_exporter waits for its writer, and gives no answer meanwhile",
        mend: "let only regular files end in .prom")
    case .reservedLabel: Self.panicking(mend: "take a name without __ in front")
    case .gaugeHistogram: Self.panicking(mend: "write histogram or gauge")
    case .helpEncoding:
      Row(
        .passes, .spoilsScrape, "Prometheus refuses all that node_exporter serves",
        mend: "write U+FFFD for what is not UTF-8")

    case .duplicateSeries:
      Self.dropped(mend: "write each series once, or tell the writers apart by a label")
    case .clashingHelp: Self.dropped(mend: "write the same HELP in every file")
    case .clashingType: Self.dropped(mend: "write the same TYPE in every file")
    case .exporterFamily: Self.dropped(mend: "take a name of your own")
    case .histogramSample:
      Row(
        .passes, .dropsSamples, "node_exporter drops it without a word",
        mend: "write _bucket with le, or quantile, and _sum and _count")

    case .noType:
      Self.misread("Prometheus takes it for untyped", mend: "write TYPE before the first sample")
    case .noHelp:
      Row(
        .complains, .serves, "node_exporter puts a text with the file's path there",
        mend: "write HELP before the first sample")
    case .helpLate:
      Self.misread("the format wants it first, and other readers refuse it", mend: "move it up")
    case .familySplit:
      Self.misread(
        "the format wants a family in one block, and other readers refuse it",
        mend: "write all lines of a family together")
    case .targetLabel:
      Self.misread(
        "Prometheus has a label of this name on the target, and renames or overwrites this one",
        mend: "take another name, like source_namespace")
    case .labelSet:
      Self.misread(
        "queries that group or join miss some of the series",
        mend: "write the same labels on every sample of a family")
    case .emptyLabel:
      Self.misread(
        "an empty value is the same as no label", mend: "write a word for it, like (none)")

    case .counterSuffix: Self.named("counters are known by _total", mend: "let it end in _total")
    case .totalSuffix:
      Self.named("only counters end in _total", mend: "write counter, or rename it")
    case .baseUnit: Self.named("units are base units", mend: "write seconds, bytes, meters, grams")
    case .unitAbbreviation: Self.named("units are written out", mend: "write seconds for s")
    case .typeInName: Self.named("TYPE says so", mend: "leave the type out of the name")
    case .camelCase: Self.named("names are in snake_case", mend: "write snake_case")
    case .colon: Self.named("colons are for recording rules", mend: "write _ for it")
    case .histogramSuffix:
      Self.named("_bucket, _count and _sum belong to histograms and summaries", mend: "rename it")
    case .histogramLabel:
      Self.named("le belongs to histograms and quantile to summaries", mend: "rename the label")

    case .longLine:
      Self.misread(
        "longer lines than \(TextfileLint.maximumLineByteCount) bytes are not looked at here",
        mend: "shorten the values")
    case .tooMany:
      Self.misread(
        "what is beyond is not compared with the rest here",
        mend: "write fewer series: Prometheus has to keep each of them")
    }
  }

  private static func lost(_ promtool: Promtool = .refuses, mend: String) -> Row {
    Row(promtool, .leavesFileOut, "node_exporter leaves out the whole file", mend: mend)
  }

  private static func panicking(mend: String) -> Row {
    Row(
      .passes, .panics, "node_exporter ends at the next scrape, with all of its metrics", mend: mend
    )
  }

  private static func dropped(mend: String) -> Row {
    Row(
      .passes, .dropsSamples,
      "node_exporter drops one of the two, and node_textfile_scrape_error stays 0", mend: mend)
  }

  private static func misread(_ reason: String, mend: String) -> Row {
    Row(.passes, .serves, reason, mend: mend)
  }

  private static func named(_ reason: String, mend: String) -> Row {
    Row(.complains, .serves, reason, mend: mend)
  }
}
