internal import FlowAnswer

/// A series of a family: its values, one for each of the family's labels, and its sample.
struct MetricSeries {
  var labelValues: [String]
  var value: MetricValue

  init(_ value: MetricValue) {
    self.init([], value)
  }

  init(_ labelValues: [String], _ value: MetricValue) {
    self.labelValues = labelValues
    self.value = value
  }
}

/// A family and all of its series.
struct MetricBlock {
  let family: MetricFamily
  let content: Content

  enum Content {
    case series([MetricSeries])
    case histograms([HistogramSeries])
    /// Lines as an earlier run wrote them, without their line feeds.
    case kept([String])
  }

  init(_ family: MetricFamily, _ series: [MetricSeries]) {
    self.family = family
    content = .series(series)
  }

  init(_ family: MetricFamily, _ series: [HistogramSeries]) {
    self.family = family
    content = .histograms(series)
  }

  init(_ family: MetricFamily, kept lines: [String]) {
    self.family = family
    content = .kept(lines)
  }
}

/// The writer of the text format.
///
/// Families are sorted by name, series by their label values, both as bytes. A series' labels are
/// the family's, in the table's order, then the constant ones by name. No timestamps, no empty
/// values, LF at every end of line. Each family is one block with HELP and TYPE in front. Source:
/// the exposition format 0.0.4 and what node_exporter makes of it.
struct PrometheusText {
  let constantLabels: ConstantLabels

  /// The text of all blocks; each family comes once.
  func text(_ blocks: [MetricBlock]) -> String {
    let sorted = blocks.sorted {
      $0.family.name.utf8.lexicographicallyPrecedes($1.family.name.utf8)
    }
    return sorted.map(text).joined()
  }

  /// HELP and TYPE.
  func head(_ family: MetricFamily) -> String {
    "# HELP \(family.name) \(TextFormat.help(family.help))\n# TYPE \(family.name) \(family.kind.rawValue)\n"
  }

  /// A sample's line.
  func sample(_ family: MetricFamily, _ series: MetricSeries) -> String {
    let labels = labels(family, series.labelValues).joined(separator: ",")
    return family.name + (labels.isEmpty ? "" : "{\(labels)}") + " \(series.value.text)\n"
  }

  /// The labels of a series, each as it is written.
  func labels(_ family: MetricFamily, _ values: [String]) -> [String] {
    zip(family.labels, Self.written(values, family)).map { "\($0)=\($1)" }
      + constantLabels.labels.map { "\($0.name)=\"\(TextFormat.labelValue($0.value))\"" }
  }

  private func text(_ block: MetricBlock) -> String {
    let lines =
      switch block.content {
      case .series(let series): Self.merged(series, block.family).map { sample(block.family, $0) }
      case .histograms(let series):
        Self.merged(series, block.family).map { histogram(block.family, $0) }
      case .kept(let lines): lines.map { $0 + "\n" }
      }
    return lines.isEmpty ? "" : head(block.family) + lines.joined()
  }

  /// Sorted; series whose values are written alike are one, with the sum: a series that comes twice
  /// makes node_exporter drop the file.
  private static func merged(
    _ series: [MetricSeries], _ family: MetricFamily
  ) -> [MetricSeries] {
    var merged: [[UInt8]: MetricSeries] = [:]
    for one in series {
      let key = key(one.labelValues, family)
      if case .integer(let before)? = merged[key]?.value, case .integer(let number) = one.value {
        merged[key]?.value = .integer([before, number].saturatingSum)
      } else {
        merged[key] = one
      }
    }
    return merged.values.sorted { LabelValues($0.labelValues) < LabelValues($1.labelValues) }
  }

  /// What tells a series from the others of its family: its values as they are written.
  ///
  /// As bytes: strings that differ in their Unicode normal form only are equal, but two series.
  static func key(_ values: [String], _ family: MetricFamily) -> [UInt8] {
    Array(written(values, family).joined(separator: ",").utf8)
  }

  /// Label values in their quotes.
  private static func written(_ values: [String], _ family: MetricFamily) -> [String] {
    values.map { value in
      let text =
        family.allowsEmptyValues
        ? TextFormat.escaped(value, keepsZeros: true) : TextFormat.labelValue(value)
      return "\"\(text)\""
    }
  }
}
