internal import FlowAnswer

/// What is known of an input before it is read.
public struct InputName: Sendable, Equatable {
  /// Its name in messages.
  public let name: String
  /// Whether it is a pipe.
  public let isPipe: Bool

  /// A name.
  public init(_ name: String, isPipe: Bool) {
    self.name = name
    self.isPipe = isPipe
  }
}

/// The lines of one input.
public struct InputCounts: Sendable, Equatable {
  /// Lines that are not blank.
  public private(set) var lineCount: UInt64 = 0
  /// Lines that are JSON objects.
  public private(set) var objectCount: UInt64 = 0
  /// Lines that are events of Hubble: flows, lost events, states of nodes and agents.
  public private(set) var eventCount: UInt64 = 0
  /// Flow lines.
  public private(set) var flowCount: UInt64 = 0

  init() {}

  /// Whether this is no flow log at all: there are lines, and none is an event of Hubble.
  public var isNoFlowLog: Bool {
    lineCount > 0 && eventCount == 0
  }

  /// Whether a stretch of a log that is read on is none of a flow log: a single line of it may be a damaged one.
  public var isNoPartOfFlowLog: Bool {
    lineCount >= 2 && objectCount == 0
  }

  /// Notes that a line, which counts as another object, is an event of Hubble.
  mutating func noteEvent() {
    eventCount &+= 1
  }

  @inline(__always)
  mutating func add(_ result: LineResult) {
    switch result {
    case .blank:
      return
    case .flow:
      flowCount &+= 1
      eventCount &+= 1
      objectCount &+= 1
    case .lostEvents:
      eventCount &+= 1
      objectCount &+= 1
    case .other:
      objectCount &+= 1
    case .malformed, .oversize:
      break
    }
    lineCount &+= 1
  }

  /// Adds what was counted elsewhere of the same input.
  public mutating func add(_ other: Self) {
    lineCount &+= other.lineCount
    objectCount &+= other.objectCount
    eventCount &+= other.eventCount
    flowCount &+= other.flowCount
  }
}

/// An input and its lines.
struct InputFacts {
  let name: String
  let isPipe: Bool
  let flowCount: UInt64

  init(_ name: InputName, _ counts: InputCounts) {
    self.name = name.name
    isPipe = name.isPipe
    flowCount = counts.flowCount
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
