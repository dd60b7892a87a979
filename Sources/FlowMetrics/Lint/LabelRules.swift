/// What a sample's labels may be.
struct LabelRules {
  let family: String
  let type: ExpositionType

  /// What is wrong with them, with words for the message.
  func faults(of sample: ExpositionSample) -> [(rule: LintRule, what: String)] {
    sample.labels.flatMap(faults) + shapeFaults(of: sample)
  }

  private func faults(
    of label: ExpositionSample.Label
  ) -> [(rule: LintRule, what: String)] {
    var faults: [(LintRule, String)] = []
    let shown = ShownText.short(label.name)
    if label.name.hasPrefix("__") {
      faults.append((.reservedLabel, "label \(shown) begins with __"))
    }
    if ConstantLabel.targetLabels.contains(label.name) {
      faults.append((.targetLabel, "label \(shown)"))
    }
    if label.value.isEmpty && !(isHubble && LintRule.emptyLabel.isAllowedForHubble) {
      faults.append((.emptyLabel, "label \(shown) has no value"))
    }
    if NamingRules.isCamelCase(label.name) {
      faults.append((.camelCase, "label \(shown) is in camelCase"))
    }
    if type != .untyped,
      label.name == "le" && type != .histogram
        || label.name == "quantile" && type != .summary
    {
      faults.append((.histogramLabel, "label \(shown) on a \(type.word)"))
    }
    if label.name == type.ownLabel, SampleValue.number(label.value[...]) == nil {
      faults.append((.value, "label \(shown) is not a number: \(ShownText.quoted(label.value))"))
    }
    return faults
  }

  /// A histogram's samples are buckets, sum and count, a summary's quantiles, sum and count.
  private func shapeFaults(of sample: ExpositionSample) -> [(rule: LintRule, what: String)] {
    guard let label = type.ownLabel, !sample.name.hasSuffix("_sum") || sample.name == family,
      !sample.name.hasSuffix("_count") || sample.name == family
    else {
      return []
    }
    let bucketName = type == .histogram ? family + "_bucket" : family
    guard sample.name != bucketName || !sample.labels.contains(where: { $0.name == label }) else {
      return []
    }
    return [
      (
        .histogramSample,
        "\(ShownText.short(sample.name)) is not a sample of a \(type.word)"
      )
    ]
  }

  private var isHubble: Bool {
    family.hasPrefix("hubble_")
  }
}

/// The families that node_exporter serves of itself, whatever it is asked to collect.
enum ExporterFamilies {
  static func contain(_ name: String) -> Bool {
    prefixes.contains(where: name.hasPrefix)
  }

  private static let prefixes = [
    "go_", "process_", "promhttp_", "node_exporter_", "node_scrape_collector_", "node_textfile_",
  ]
}
