import FlowMetrics

extension LintRow {
  /// Names that are against the conventions.
  static let named: [LintRow] = [
    family("m_x", "counter", "the counter's name does not end in _total", .counterSuffix),
    family("m_total", "gauge", "the gauge's name ends in _total", .totalSuffix),
    family("m_milliseconds", "gauge", "the name has the unit milliseconds", .baseUnit),
    family("m_hours_x", "gauge", "the name has the unit hours", .baseUnit),
    family("m_kb", "gauge", "the name has the unit kb", .unitAbbreviation),
    family("m_gauge_x", "gauge", "the name has the type gauge", .typeInName),
    family("mX", "gauge", "the name is in camelCase", .camelCase),
    family("m:x", "gauge", "the name has a colon", .colon),
    family("m_count", "gauge", "the gauge's name ends in _count", .histogramSuffix),
    LintRow(
      "a label in camelCase", lintHead + "m_x{aB=\"1\"} 1\n",
      one(3, "label aB is in camelCase", .camelCase)),
    LintRow(
      "le on a gauge", lintHead + "m_x{le=\"1\"} 1\n",
      one(3, "label le on a gauge", .histogramLabel)),
    LintRow(
      "untyped families may have any suffix and label",
      "# HELP m_total A.\n# TYPE m_total untyped\nm_total{le=\"1\"} 1\n", "1 file, 0 findings\n"),
  ]

  private static func family(_ name: String, _ type: String, _ what: String, _ rule: LintRule)
    -> LintRow
  {
    LintRow(
      "the name \(name) of a \(type)",
      "# HELP \(name) A thing.\n# TYPE \(name) \(type)\n\(name) 1\n",
      one(3, "\(name): \(what)", rule))
  }
}
