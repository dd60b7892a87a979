/// What is known of an input beside its lines.
public struct InputFacts: Sendable, Equatable {
  /// Its name in messages.
  public let name: String
  /// Whether it is a pipe.
  public let isPipe: Bool
  /// Lines that are not blank.
  public internal(set) var lineCount: UInt64 = 0
  /// Lines that are JSON objects.
  public internal(set) var objectCount: UInt64 = 0
  /// Flow lines.
  public internal(set) var flowCount: UInt64 = 0

  init(name: String, isPipe: Bool) {
    self.name = name
    self.isPipe = isPipe
  }

  /// Whether this is no flow log at all: two or more lines, and none a JSON object.
  public var isNoFlowLog: Bool {
    lineCount >= 2 && objectCount == 0
  }
}

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
      sentences.append(
        "event_type is missing on DROPPED lines, so a packet's two lines were paired by time and "
          + "address alone: \(untyped) \(plural("drop", untyped)) from such lines, "
          + "\(droppedLines) DROPPED \(plural("line", droppedLines)) in all; "
          + "add event_type to the exporter's field mask")
    }
  }

  mutating func addAggregated(_ count: UInt64) {
    if count > 0 {
      sentences.append(
        "\(count) aggregated policy \(count == 1 ? "verdict is" : "verdicts are") not counted: "
          + "the drop notifications are aggregated beside them")
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

  mutating func addOverlaps(_ overlaps: [NodeOverlap], count: Int, uuids: UUIDs) {
    guard let overlap = overlaps.first, uuids != .used else {
      return
    }
    let advice =
      uuids == .masked
      ? "--dedup cannot help, the lines have no uuid" : "--dedup counts a uuid once"
    let node = String(decoding: overlap.node, as: UTF8.self)
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
