/// Requirements that a set of labels has to meet together.
struct Selector: Hashable, Sendable {
  let requirements: [Requirement]
  /// Whether a key of the source `reserved` stands in it: then Cilium adds neither namespace nor cluster.
  let namesReserved: Bool

  init(_ requirements: [Requirement], reserved: Int32) {
    self.requirements = requirements.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    namesReserved = requirements.contains { $0.source == reserved }
  }

  func matches(_ set: LabelSet) -> Bool {
    for requirement in requirements where !requirement.isMet(by: set.labels(ofKey: requirement.key))
    {
      return false
    }
    return true
  }
}

/// All selectors of a set of policies, each once.
struct SelectorTable: Sendable {
  private var numbers: [Selector: Int32] = [:]
  private(set) var selectors: [Selector] = []

  /// The number of a selector.
  mutating func number(_ selector: Selector) -> Int32 {
    if let number = numbers[selector] {
      return number
    }
    let number = Int32(selectors.count)
    numbers[selector] = number
    selectors.append(selector)
    return number
  }

  /// How many there are.
  var count: Int {
    selectors.count
  }
}
