import Foundation
import TestSupport

/// What a run counted, in the one form in which an answer of the binary and one of the spec compare.
struct Counts: Equatable {
  struct Group: Hashable {
    let source: String
    let destination: String
    let reason: String
    let policy: String
  }

  /// The grouping of the answers that are compared.
  static let grouping = "source-namespace,destination-namespace,reason,policy"

  var drops: [Group: Int] = [:]
  var total = 0
  var lines: [String: Int] = [:]
  var flowsByVerdict: [String: Int] = [:]
  var lostEvents: [String: Int] = [:]
  var evidence: [String: Int] = [:]
  var droppedLines = 0
  var aggregatedVerdicts = 0

  /// One sentence for each number that differs.
  func differences(from expected: Self) -> [String] {
    compare("drops", drops, expected.drops) + compare("lines", lines, expected.lines)
      + compare("flows_by_verdict", flowsByVerdict, expected.flowsByVerdict)
      + compare("lost_events", lostEvents, expected.lostEvents)
      + compare("evidence", evidence, expected.evidence)
      + compare("total", ["drops": total], ["drops": expected.total])
      + compare("dropped_lines", ["": droppedLines], ["": expected.droppedLines])
      + compare("aggregated_verdicts", ["": aggregatedVerdicts], ["": expected.aggregatedVerdicts])
  }

  private func compare<Key: Hashable>(
    _ name: String, _ found: [Key: Int], _ expected: [Key: Int]
  ) -> [String] {
    Set(found.keys).union(expected.keys)
      .filter { found[$0, default: 0] != expected[$0, default: 0] }
      .map { "\(name) \($0): \(found[$0, default: 0]), expected \(expected[$0, default: 0])" }
      .sorted()
  }
}

/// The answer of `drops --output json`.
struct Answer: Decodable {
  struct Coverage: Decodable {
    let oldest: String?
    let newest: String?
    let lines: [String: Int]
    let flows_by_verdict: [String: Int]
    let lost_events: [String: Int]
    let dropped_lines: Int
    let aggregated_verdicts: Int
    let evidence: [String: Int]
    let nodes: Int
    let masked_fields: [String]
    let notes: [String]
  }

  struct Row: Decodable {
    let source_namespace: String?
    let destination_namespace: String?
    let reason: String?
    let policy: String?
    let drops: Int
    let first: String?
    let last: String?
  }

  struct Total: Decodable {
    let drops: Int
  }

  let schema: Int
  let interrupted: Bool?
  let coverage: Coverage
  let rows: [Row]
  let total: Total

  init(_ outcome: ChildProcess.Outcome) throws {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(outcome.output))
    } catch {
      throw Tool.Failed(
        description: """
          no JSON answer (\(error)); \(outcome.status)
          \(outcome.text.prefix(2000))
          \(outcome.errorText.prefix(2000))
          """)
    }
  }

  /// How many lines of one result were read.
  func lineCount(_ result: String) -> Int {
    coverage.lines[result, default: 0]
  }

  var counts: Counts {
    var counts = Counts()
    for row in rows {
      let group = Counts.Group(
        source: row.source_namespace ?? "", destination: row.destination_namespace ?? "",
        reason: row.reason ?? "", policy: row.policy ?? "")
      counts.drops[group, default: 0] += row.drops
    }
    counts.total = total.drops
    counts.lines = coverage.lines
    counts.flowsByVerdict = coverage.flows_by_verdict
    counts.lostEvents = coverage.lost_events
    counts.evidence = coverage.evidence
    counts.droppedLines = coverage.dropped_lines
    counts.aggregatedVerdicts = coverage.aggregated_verdicts
    return counts
  }
}

/// The answer of the executable rules; its rows are summed over policy kind and evidence.
struct Expectation: Decodable {
  struct Row: Decodable {
    let source_namespace: String
    let destination_namespace: String
    let reason: String
    let policy: String
    let drops: Int
  }

  /// Of a prefix of a log, how long it is, and how long its unpacked content.
  let length: Int?
  let decoded: Int?
  let drops: [Row]
  let drops_total: Int
  let dropped_lines: Int
  let aggregated_verdicts: Int
  let drops_by_evidence: [String: Int]
  let flows_by_verdict: [String: Int]
  let lines: [String: Int]
  let lost_events: [String: Int]

  init(_ json: some Sequence<UInt8>) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(json))
  }

  var counts: Counts {
    var counts = Counts()
    for row in drops {
      let group = Counts.Group(
        source: row.source_namespace, destination: row.destination_namespace, reason: row.reason,
        policy: row.policy)
      counts.drops[group, default: 0] += row.drops
    }
    counts.total = drops_total
    counts.lines = lines
    counts.flowsByVerdict = flows_by_verdict
    counts.lostEvents = lost_events
    counts.evidence = drops_by_evidence
    counts.droppedLines = dropped_lines
    counts.aggregatedVerdicts = aggregated_verdicts
    return counts
  }
}
