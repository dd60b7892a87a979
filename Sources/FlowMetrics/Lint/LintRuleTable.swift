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
    case .timestamp: Self.lost(.passes, mend: "write nothing after the value")
    case .labelTwice: Self.lost(mend: "write each label once")
    case .nameLabel: Self.lost(mend: "write the name in front of the labels")
    case .labelEncoding: Self.lost(mend: "write U+FFFD for what is not UTF-8")
    case .unknownType: Self.lost(mend: "write counter, gauge, histogram, summary or untyped")
    case .helpTwice: Self.lost(mend: "write HELP once a family")
    case .typeTwice: Self.lost(mend: "write TYPE once a family")
    case .typeLate: Self.lost(mend: "write TYPE before the first sample")
    case .fileName:
      Row(
        .notAsked, .doesNotLook, "node_exporter reads only files whose names end in .prom",
        mend: "rename the file")

    case .fileKind:
      Row(
        .notAsked, .hangs,
        "node_exporter waits until something is written to it, and answers no scrape meanwhile",
        mend: "keep only regular files under names that end in .prom")
    case .reservedLabel: Self.panicking(mend: "use a name that does not begin with __")
    case .gaugeHistogram: Self.panicking(mend: "write histogram or gauge")
    case .helpEncoding:
      Row(
        .passes, .spoilsScrape, "Prometheus refuses all that node_exporter serves",
        mend: "write U+FFFD for what is not UTF-8")

    case .duplicateSeries:
      Self.dropped(mend: "write each series once, or tell the writers apart by a label")
    case .clashingHelp: Self.dropped(mend: "write the same HELP in every file")
    case .clashingType: Self.dropped(mend: "write the same TYPE in every file")
    case .exporterFamily: Self.dropped(mend: "use a name that node_exporter does not use")
    case .histogramSample:
      Row(
        .passes, .dropsSamples, "node_exporter drops the sample without a message",
        mend: "write NAME_bucket with le, or NAME with quantile, and NAME_sum and NAME_count")

    case .noType:
      Self.misread(
        "Prometheus takes the family for untyped", mend: "write TYPE before the first sample")
    case .noHelp:
      Row(
        .complains, .serves, "node_exporter makes up a HELP with the path of the file",
        mend: "write HELP before the first sample")
    case .helpLate:
      Self.misread(
        "the format wants HELP before the samples, and other readers refuse the file",
        mend: "write HELP before the first sample")
    case .familySplit:
      Self.misread(
        "the format wants a family in one block, and other readers refuse the file",
        mend: "write all lines of a family together")
    case .targetLabel:
      Self.misread(
        "Prometheus has a label of this name on the target, and renames or overwrites this one",
        mend: "use another name, like source_namespace")
    case .labelSet:
      Self.misread(
        "queries that group or join miss some of the series",
        mend: "write the same labels on every sample of a family")
    case .emptyLabel:
      Self.misread(
        "an empty value is the same as no label", mend: "write a word instead, like (none)")
    case .nothing:
      Self.misread(
        "node_exporter serves nothing of it, and a writer that failed leaves such a file, too",
        mend: "write samples, or remove the file")

    case .counterSuffix:
      Self.named(
        "by convention the names of counters end in _total", mend: "add _total to the name")
    case .totalSuffix:
      Self.named(
        "by convention only the names of counters end in _total",
        mend: "write TYPE counter, or rename the metric")
    case .baseUnit:
      Self.named(
        "by convention values are in base units", mend: "use seconds, bytes, meters or grams")
    case .unitAbbreviation:
      Self.named("by convention units are written out", mend: "write seconds instead of s")
    case .typeInName:
      Self.named("TYPE already says what type it is", mend: "leave the type out of the name")
    case .camelCase:
      Self.named("by convention names are in snake_case", mend: "write the name in snake_case")
    case .colon: Self.named("colons are reserved for recording rules", mend: "write _ instead")
    case .histogramSuffix:
      Self.named(
        "_bucket, _count and _sum belong to histograms and summaries",
        mend: "rename the metric")
    case .histogramLabel:
      Self.named("le belongs to histograms and quantile to summaries", mend: "rename the label")

    case .longLine:
      Self.misread(
        "lines longer than \(TextfileLint.maximumLineByteCount) bytes are not checked",
        mend: "shorten the values")
    case .tooMany:
      Self.misread(
        "series beyond this limit are not compared with the others",
        mend: "write fewer series: Prometheus has to keep each of them")
    }
  }

  private static func lost(_ promtool: Promtool = .refuses, mend: String) -> Row {
    Row(promtool, .leavesFileOut, "node_exporter leaves out the whole file", mend: mend)
  }

  private static func panicking(mend: String) -> Row {
    Row(
      .passes, .panics, "node_exporter crashes at the next scrape, and all of its metrics are gone",
      mend: mend
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
