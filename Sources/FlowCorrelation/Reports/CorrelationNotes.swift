import FlowAnswer

/// What has to be said beside the rows of a correlation.
enum CorrelationNotes {
  /// The sentences, unescaped.
  static func sentences(_ correlation: Correlation, _ timelines: Timelines?) -> [String] {
    var sentences: [String] = []
    if correlation.changesOutside > 0 {
      sentences.append(
        "\(CorrelationWords.count(correlation.changesOutside, "change")) outside of the log's time, left out"
      )
    }
    guard let timelines else {
      return sentences
    }
    if timelines.forwarded.isEmpty, !timelines.groups.isEmpty {
      sentences.append(
        "the log holds no FORWARDED lines: whether clients were let through before is not known, so that a new client looks like a late "
          + "effect; keep requests that were let through in the exporter's allowList")
    }
    if !timelines.groups.isEmpty, !timelines.groups.contains(where: { $0.direction != nil }) {
      sentences.append(
        "the log has no traffic_direction: drops are told apart by their ends alone; add it to the exporter's field mask"
      )
    }
    if !timelines.groups.isEmpty,
      !timelines.groups.contains(where: { $0.sourceLabels != nil || $0.destinationLabels != nil })
    {
      sentences.append(
        "the log has no labels: policies are known by namespace alone; add source.labels and destination.labels to the exporter's field mask"
      )
    }
    return sentences + limits(timelines)
  }

  /// What found no room.
  private static func limits(_ timelines: Timelines) -> [String] {
    var sentences: [String] = []
    if timelines.sampling > 1 {
      sentences.append(
        "more attempts than there is room for: one of \(timelines.sampling) was kept, chosen by its addresses and ports; counts are multiples of that"
      )
    }
    if timelines.attemptsWithoutGroup > 0 {
      sentences.append(
        "\(timelines.attemptsWithoutGroup) drops found no room among the groups, and were not related to anything"
      )
    }
    if timelines.isForwardedFull {
      sentences.append(
        "more clients and servers than there is room for: of some it is not known that they were let through"
      )
    }
    if timelines.arePolicyEventsFull {
      sentences.append("more events of policies than there is room for: some were left out")
    }
    return sentences
  }
}
