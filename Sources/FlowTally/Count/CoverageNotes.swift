internal import FlowAnswer

/// The sentences of the coverage, in their fixed order.
struct CoverageNotes {
  private(set) var sentences: [String] = []
  private let inputs: [InputFacts]

  init(inputs: [InputFacts]) {
    self.inputs = inputs
  }

  mutating func addUntyped(_ evidence: [Evidence: UInt64], droppedLines: UInt64) {
    let untyped = (evidence[.untyped] ?? 0) &+ (evidence[.untypedPair] ?? 0)
    if untyped > 0 {
      let consequence =
        (evidence[.untypedPair] ?? 0) > 0
        ? "so a packet's two lines were paired by time and address alone"
        : "so a packet's two lines, where both are there, may count twice"
      sentences.append(
        "event_type is missing on DROPPED lines, \(consequence): \(untyped) \(plural("drop", untyped)) from such lines, "
          + "\(droppedLines) DROPPED \(plural("line", droppedLines)) in all; "
          + "add event_type to the exporter's field mask")
    }
  }

  mutating func addMaskedVerdict(_ count: UInt64) {
    sentences.append(
      "verdict is missing on \(count) \(plural("flow", count)), so that nobody can tell which were dropped: "
        + "add verdict to the exporter's field mask")
  }

  /// Flows of which nobody can tell whether they were dropped: some without a verdict, some with one that Cilium does not have.
  mutating func addBlindVerdicts(_ unknown: UInt64, _ others: [Coverage.NamedCount]) {
    if unknown > 0 {
      sentences.append(
        "\(unknown) \(plural("flow", unknown)) \(unknown == 1 ? "has" : "have") no verdict: whether "
          + "\(unknown == 1 ? "it was" : "they were") dropped is not known; keep verdict in the exporter's field mask"
      )
    }
    if !others.isEmpty {
      let shown = others.prefix(3).map { "\($0.count) \($0.name)" }.joined(separator: ", ")
      sentences.append(
        "verdicts that are not known, and count as no drop: \(shown)"
          + (others.count > 3 ? " and \(others.count - 3) more" : ""))
    }
  }

  mutating func add(_ sentence: String?) {
    sentence.map { sentences.append($0) }
  }

  /// Objects of which one member was read, and others hold flow lines, too.
  mutating func addObjectsReadInPart(_ count: UInt64) {
    if count > 0 {
      sentences.append(
        "of \(count) \(plural("object", count)) with flow lines in several members only the first such member was read: "
          + "take the members apart before (jq '.[]')")
    }
  }

  /// Both lines of packets may be in one sum: where the type of the events is not told, or where all are of one type.
  mutating func addAggregated(_ weights: AggregateWeights) {
    if weights.untyped > 0 {
      sentences.append(
        "\(weights.untyped) DROPPED \(plural("flow", weights.untyped)) in aggregated lines without event_type: a sum may hold "
          + "both lines of a packet, which then counts twice; add event_type to fieldAggregate")
    }
    let advice =
      "unless event_type is among the fields of fieldAggregate, a sum may hold both lines of a packet, which then "
      + "counts twice: add event_type to it"
    switch (weights.verdicts, weights.notifications) {
    case (let count, 0) where count > 0:
      sentences.append(
        "\(count) DROPPED \(plural("flow", count)) in aggregated policy verdicts, and no drop notification among them: \(advice)"
      )
    case (0, let count) where count > 0:
      sentences.append(
        "\(count) DROPPED \(plural("flow", count)) in aggregated drop notifications, and no policy verdict among them: \(advice)"
      )
    case (_, _): break
    }
  }

  /// What the order of the lines may have done to pairs.
  mutating func addWaiting(_ counts: WaitingCounts) {
    if counts.jumps > 0 {
      let consequence =
        counts.left > 0
        ? "two lines of one packet may count as two drops where more than 4096 others stand between them"
        : "all lines were paired by their times"
      sentences.append(
        "the log is not in the order of time: a node's time went back by more than 5 s \(counts.jumps) "
          + "\(plural("time", counts.jumps)); \(consequence)")
    }
    if counts.early > 0 {
      sentences.append(
        "\(counts.early) \(plural("line", counts.early)) could not wait for the other line of "
          + "\(counts.early == 1 ? "its" : "their") packet, because more than 131072 waited: such packets may count twice"
      )
    }
  }

  mutating func addUnavailable(_ names: [ArraySlice<UInt8>]) {
    guard !names.isEmpty else {
      return
    }
    let texts = names.map { String(decoding: $0, as: UTF8.self) }.sorted()
    let shown = texts.prefix(5).joined(separator: ", ")
    let rest = texts.count > 5 ? " and \(texts.count - 5) more" : ""
    sentences.append("nodes reported unavailable, their flows are missing: \(shown)\(rest)")
  }

  /// Whether `--dedup` told copies of a flow apart.
  enum UUIDs {
    case unused, used, masked
  }

  mutating func addOverlaps(_ overlaps: [NodeOverlap], uuids: UUIDs) {
    guard let overlap = overlaps.first, uuids != .used else {
      return
    }
    let advice =
      uuids == .masked
      ? "--dedup cannot help, the lines have no uuid" : "--dedup counts a uuid once"
    let node = String(decoding: overlap.node, as: UTF8.self)
    let count = overlaps.count
    let rest = count > 1 ? " (and \(count - 1) more \(plural("overlap", count - 1)))" : ""
    sentences.append(
      "\(inputs[overlap.first].name) and \(inputs[overlap.second].name) overlap in time on node "
        + "\(node)\(rest): flows in both are counted twice; \(advice)")
  }

  mutating func addDuplicates(_ count: UInt64, hasForgotten: Bool) {
    if count > 0 {
      sentences.append(
        "\(count) flow \(plural("line", count)) left out by --dedup: "
          + "\(count == 1 ? "its" : "their") uuid was seen before")
    }
    if hasForgotten {
      sentences.append(
        "--dedup remembers 33554432 uuids and had to forget the oldest: later copies of those "
          + "count again")
    }
  }

  private func plural(_ noun: String, _ count: some BinaryInteger) -> String {
    count == 1 ? noun : noun + "s"
  }

  mutating func addShortPipes() {
    for input in inputs where input.isPipe && input.flowCount == 20 {
      sentences.append(
        "exactly 20 flows came from the pipe, which is what hubble observe gives without --since, "
          + "--last or --follow")
    }
  }
}
