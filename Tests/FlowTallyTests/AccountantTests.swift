import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// The accountant against `PlainAccountant`: which line was paired with which, not only how many.
@Suite struct AccountantTests {
  private static let grouping = Grouping(
    by: [.sourceNamespace, .policy, .direction], counting: .drops)

  private static func makeAccountant(_ limits: WaitingLimits) -> Accountant {
    Accountant(
      groupings: [grouping], fields: DropFields([grouping]), maximumGroups: 1_000_000,
      limits: limits)
  }

  private static func fill(_ record: inout DropRecord, with line: PlainLine) {
    record.kind = line.kind
    record.time = OptionalTime(line.time.map { Timestamp(nanoseconds: $0) })
    record.weight = line.weight
    record.node.removeAll()
    record.node.append(contentsOf: line.node.utf8)
    record.pairKey = GroupKey([line.key])
    record.hashPairKey()
    record.values = GroupKey(["\(line.id)", "\(line.id)", "\(line.id)"])
    record.namesPolicy = line.namesPolicy
  }

  /// The rows as `PlainAccountant` names them.
  private static func drops(of counts: GroupedCounts?) -> [String: UInt64] {
    guard let counts else {
      return [:]
    }
    var drops: [String: UInt64] = [:]
    for position in 0..<counts.rowCount {
      let row = counts.row(at: position)
      #expect(row.values[1] == row.values[2], "policy and direction come from one line")
      drops["\(row.values[0]) with policies of \(row.values[1])"] = row.count
    }
    return drops
  }

  /// How a random log looks.
  private struct Shape {
    let nodes: Int
    let keys: Int
    let spread: Int
    let absentPercent: Int
    let kinds: [DropKind]
    let limits: WaitingLimits

    init(_ random: inout SeededNumbers) {
      nodes = 1 + random.below(4)
      keys = 1 + random.below(5)
      spread = random.pick([1, 5, 20, 100])
      absentPercent = random.pick([0, 10, 50, 100])
      kinds = random.pick([
        [.policyVerdict, .notification], [.untyped],
        [.policyVerdict, .policyVerdict, .policyVerdict, .notification],
        [.policyVerdict, .notification, .otherNotification],
        [.aggregatedVerdict, .aggregatedNotification],
        [
          .policyVerdict, .notification, .otherNotification, .untyped, .single(.l7),
          .single(.other), .aggregatedVerdict, .aggregatedNotification,
        ],
      ])
      limits = WaitingLimits(
        pairWait: Nanoseconds(Int64(random.pick([3, 10, 50]))),
        untypedWait: Nanoseconds(Int64(random.pick([0, 1, 5]))),
        closeWait: Nanoseconds(Int64(random.pick([0, 1, 3]))),
        leastBehind: random.pick([1, 2, 5, 20, 200]),
        maximumCount: random.pick([1, 2, 3, 8, 1000]))
    }

    func line(_ id: Int, _ clock: inout Int64, _ random: inout SeededNumbers) -> PlainLine {
      clock += Int64(random.below(3))
      var time: Int64? = clock + Int64(random.below(2 * spread + 1) - spread)
      if random.chance(absentPercent) {
        time = nil
      } else if random.below(300) == 0 {
        time = random.pick([.max, .min + 1, 0])
      }
      let node = "n\(random.below(nodes))"
      let kind = random.pick(kinds)
      // Lines without event type pair among themselves, and only with a time.
      let key = "\(node) k\(random.below(keys))\(kind == .untyped ? " untyped" : "")"
      return PlainLine(
        id: id, kind: kind, node: node, key: key, time: kind == .untyped ? time ?? clock : time,
        namesPolicy: random.chance(30),
        weight: kind.isAggregated ? UInt64(1 + random.below(9)) : 1)
    }
  }

  @Test(
    "random logs are counted as the plain transcription counts them",
    arguments: 0..<Scale.rounds(UInt64(40), inCI: 15))
  func randomLogs(block: UInt64) {
    for seed in block * 50..<block * 50 + 50 {
      var random = SeededNumbers(seed)
      let shape = Shape(&random)
      var accountant = Self.makeAccountant(shape.limits)
      var plain = PlainAccountant(shape.limits)
      var record = DropRecord()
      var clock: Int64 = random.pick([0, 1_000_000, -50])
      for id in 0..<(1 + random.below(120)) {
        let line = shape.line(id, &clock, &random)
        Self.fill(&record, with: line)
        accountant.take(&record)
        plain.take(line)
        if random.below(100) == 0 {
          accountant.endInput()
          plain.endInput()
        }
      }
      accountant.endInput()
      plain.endInput()
      let evidence = accountant.books.evidenceCounts
      #expect(evidence == plain.evidence, "seed \(seed)")
      #expect(Self.drops(of: accountant.books.finish().first) == plain.drops, "seed \(seed)")
    }
  }

  @Test("hundreds of waiting lines are kept apart as well", arguments: 0..<2)
  func longLog(seed: UInt64) {
    var random = SeededNumbers(seed)
    let limits = WaitingLimits(
      pairWait: Nanoseconds(200), closeWait: Nanoseconds(2), leastBehind: 20, maximumCount: 250)
    var accountant = Self.makeAccountant(limits)
    var plain = PlainAccountant(limits)
    var record = DropRecord()
    for id in 0..<700 {
      let node = "n\(random.below(3))"
      let line = PlainLine(
        id: id, kind: random.chance(70) ? .policyVerdict : .notification, node: node,
        key: "\(node) k\(random.below(random.pick([2, 500])))",
        time: Int64(id + random.below(500)), namesPolicy: false)
      Self.fill(&record, with: line)
      accountant.take(&record)
      plain.take(line)
    }
    accountant.endInput()
    plain.endInput()
    let evidence = accountant.books.evidenceCounts
    #expect(evidence == plain.evidence)
    #expect(Self.drops(of: accountant.books.finish().first) == plain.drops)
  }
}
