/// A label of which some policy names the key, as numbers.
struct KnownLabel: Hashable, Comparable, Sendable {
  let key: Int32
  let source: Int32
  let value: Int32

  static func < (left: Self, right: Self) -> Bool {
    (left.key, left.source, left.value) < (right.key, right.source, right.value)
  }
}

/// What policies can tell of an identity's labels.
///
/// Sets of labels that differ only in what no policy names are equal: pods of one workload, most of the time.
struct LabelSet: Hashable, Sendable {
  /// Sorted by key.
  let labels: [KnownLabel]
  let reserved: ReservedLabels
  /// Whether it is a pod's: it says a namespace.
  let isPod: Bool
  /// Whether it has a label of a CIDR group, or of a group in a cloud.
  let hasGroup: Bool

  init(_ parts: [LabelParts], symbols: SymbolTable) {
    var labels: [KnownLabel] = []
    var reserved: ReservedLabels = []
    var isPod = false
    var hasGroup = false
    for part in parts {
      isPod = isPod || part.key == KnownKey.namespace
      hasGroup = hasGroup || part.source == "cidrgroup"
      if part.source == "reserved" {
        reserved.formUnion(ReservedLabels(key: part.key))
      }
      let key = symbols.known(part.key)
      if key != SymbolTable.unknown {
        labels.append(
          KnownLabel(
            key: key, source: symbols.known(part.source), value: symbols.known(part.value)))
      }
    }
    self.labels = labels.sorted()
    self.reserved = reserved
    self.isPod = isPod
    self.hasGroup = hasGroup
  }

  var isWorld: Bool {
    !reserved.isDisjoint(with: .anyWorld)
  }

  /// The labels of a key.
  func labels(ofKey key: Int32) -> ArraySlice<KnownLabel> {
    var low = 0
    var high = labels.count
    while low < high {
      let middle = (low + high) / 2
      if labels[middle].key < key {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var end = low
    while end < labels.count, labels[end].key == key {
      end += 1
    }
    return labels[low..<end]
  }
}
