/// Flows that the filters took away, and which of their fields are not there: a filter on a field that a mask cut off takes all of them.
struct RefusedFlows {
  private static let fields: [JSONField] = [
    .verdict, .trafficDirection, .eventType, .ip, .l4, .source, .destination, .uuid,
  ]
  private static let fieldBits = fields.reduce(UInt128(0)) { $0 | $1.bit }

  private(set) var count: UInt64 = 0
  /// How many have a verdict that Cilium does not have.
  private(set) var oddVerdicts: UInt64 = 0
  private var absences = [UInt64](repeating: 0, count: fields.count)
  /// What the last flow lacks, and how many such flows came one after the other that are not in `absences` yet.
  private var absentBits: UInt128 = 0
  private var pendingCount: UInt64 = 0

  /// Notes a flow by the fields that it has and its verdict.
  @inline(__always)
  mutating func add(_ present: UInt128, _ verdict: FlowVerdict) {
    count &+= 1
    switch verdict {
    case .known: break
    case .unknownName, .unknownNumber: oddVerdicts &+= 1
    }
    let absent = Self.fieldBits & ~present
    if absent != absentBits {
      countPending()
      absentBits = absent
    }
    pendingCount &+= 1
  }

  private mutating func countPending() {
    for (index, field) in Self.fields.enumerated() where absentBits & field.bit != 0 {
      absences[index] &+= pendingCount
    }
    pendingCount = 0
  }

  mutating func merge(_ other: Self) {
    var other = other
    other.countPending()
    count &+= other.count
    oddVerdicts &+= other.oddVerdicts
    for index in absences.indices {
      absences[index] &+= other.absences[index]
    }
  }

  /// How many of them lack a field, by its name.
  var withoutField: [String: UInt64] {
    var counted = self
    counted.countPending()
    let pairs = zip(Self.fields.map(\.name), counted.absences).filter { $0.1 > 0 }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}
