import FlowAnswer

/// A series of a histogram, with what was observed.
struct HistogramSeries {
  let labelValues: [String]
  var value: FamilyValue

  init(labelValues: [String], value: FamilyValue) {
    self.labelValues = labelValues
    self.value = value
  }

  /// A series without observations, with the buckets of another.
  fileprivate init(labelValues: [String], like value: FamilyValue) {
    let buckets = [UInt64](repeating: 0, count: value.buckets.count)
    self.init(labelValues: labelValues, value: FamilyValue(count: 0, buckets: buckets))
  }
}

extension PrometheusText {
  /// The lines of a histogram's series: each bucket with those below it, sum and count.
  ///
  /// The bucket's bound stands behind all other labels, as the agent writes it.
  func histogram(_ family: MetricFamily, _ series: HistogramSeries) -> String {
    let labels = labels(family, series.labelValues)
    var text = ""
    var count: UInt64 = 0
    for (bucket, observed) in series.value.buckets.enumerated() {
      count.addSaturating(observed)
      let bound = (labels + ["le=\"\(Self.bound(of: bucket))\""]).joined(separator: ",")
      text += "\(family.name)_bucket{\(bound)} \(count)\n"
    }
    let braced = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
    let sum = MetricValue.nanosecondSum(series.value.nanoseconds)
    text += "\(family.name)_sum\(braced) \(sum.text)\n"
    return text + "\(family.name)_count\(braced) \(series.value.count)\n"
  }

  private static func bound(of bucket: Int) -> String {
    guard bucket < HistogramBuckets.bounds.count else {
      return "+Inf"
    }
    return MetricValue.nanoseconds(HistogramBuckets.bounds[bucket], isNegative: false).text
  }

  /// Sorted; series whose values are written alike are one.
  static func merged(
    _ series: [HistogramSeries], _ family: MetricFamily
  ) -> [HistogramSeries] {
    var merged: [[UInt8]: HistogramSeries] = [:]
    for one in series {
      let key = key(one.labelValues, family)
      merged[key, default: HistogramSeries(labelValues: one.labelValues, like: one.value)]
        .value.add(one.value)
    }
    return merged.values.sorted { LabelValues($0.labelValues) < LabelValues($1.labelValues) }
  }
}
