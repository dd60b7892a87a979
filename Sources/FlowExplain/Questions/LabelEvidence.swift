import FlowAnswer
package import FlowPolicy

/// What the labels of flows tell of the agents' settings, where nobody gave them.
struct LabelEvidence {
  private static let clusterLabel = "k8s:io.cilium.k8s.policy.cluster="
  private static let worldLabels: Set = ["reserved:world-ipv4", "reserved:world-ipv6"]

  private var clusters: [String: UInt64] = [:]
  private var isDualStack = false

  /// Looks at all rows of a table.
  init(_ counts: GroupedCounts, _ grouping: QuestionGrouping) {
    var ends: [String: UInt64] = [:]
    for field in [GroupField.sourceLabels, .destinationLabels] {
      let place = grouping.index(of: field)
      for position in 0..<counts.rowCount {
        let count = counts.count(at: position)
        ends[counts.value(place, at: position), default: 0].addSaturating(count)
        if ends.count == Self.mostKept {
          look(at: ends)
          ends.removeAll(keepingCapacity: true)
        }
      }
    }
    look(at: ends)
  }

  /// Lists of labels are looked at once each, as long as there are no more than so many.
  private static let mostKept = 1 << 16

  /// Looks at lists of labels, which are joined by commas, and how often each was seen.
  init(_ ends: [String: UInt64]) {
    look(at: ends)
  }

  private mutating func look(at ends: [String: UInt64]) {
    for (text, count) in ends where text != GroupField.absent {
      look(at: EndpointTable.list(text), count: count)
    }
  }

  private mutating func look(at labels: [String], count: UInt64) {
    for label in labels {
      if label.hasPrefix(Self.clusterLabel) {
        clusters[String(label.dropFirst(Self.clusterLabel.count)), default: 0].addSaturating(count)
      } else if Self.worldLabels.contains(label) {
        isDualStack = true
      }
    }
  }

  /// A configuration with what the labels tell: the cluster that most ends are of, and whether the world has a label for each family.
  ///
  /// What somebody gave stays; what is told here goes on being assumed.
  func completed(_ configuration: PolicyConfiguration) -> PolicyConfiguration {
    var configuration = configuration
    if configuration.assumed.contains(.clusterName),
      let most = clusters.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
    {
      configuration.clusterName = most.key
    }
    if isDualStack && configuration.assumed.contains(.ipv6) {
      configuration.isIPv6Enabled = true
    }
    return configuration
  }
}

extension PolicySet {
  /// These policies, in the cluster that lists of labels tell of, each with how often it was seen.
  package func completed(byLabels ends: [String: UInt64]) -> PolicySet {
    guard !configuration.assumed.isDisjoint(with: [.clusterName, .ipv6]) else {
      return self
    }
    let completed = LabelEvidence(ends).completed(configuration)
    // Objects that were read once are read again without a problem.
    return completed == configuration ? self : (try? with(completed)) ?? self
  }

  /// These policies, in the cluster that the labels of flows tell of.
  func completed(by counts: GroupedCounts, _ grouping: QuestionGrouping) -> PolicySet {
    guard !configuration.assumed.isDisjoint(with: [.clusterName, .ipv6]) else {
      return self
    }
    let completed = LabelEvidence(counts, grouping).completed(configuration)
    // Objects that were read once are read again without a problem.
    return completed == configuration ? self : (try? with(completed)) ?? self
  }
}
