/// An identity's labels as the engine knows them.
struct KnownLabels: Sendable {
  /// The number of the set of those labels that policies name.
  let row: Int
  /// The longest of the blocks that `cidr:` labels name.
  let block: CIDRBlock?
}

/// Sets of labels that were met, each once, and which selectors match them.
///
/// Bounded: a table that is full is emptied, which only costs time.
struct LabelRows: Sendable {
  private(set) var sets: [LabelSet] = []
  private var rows: [LabelSet: Int] = [:]
  private var known: [[String]: KnownLabels] = [:]
  /// For each set, for each selector: 0 for not asked yet, 1 for no match, 2 for a match.
  private var memory: [UInt8] = []
  private let selectorCount: Int
  private let rowLimit: Int

  /// How many lists of labels are kept.
  private static let labelLimit = 1 << 16
  /// How many bytes the memory has at most; a subject and a peer always fit.
  private static let memoryLimit = 1 << 25

  init(selectorCount: Int, rowLimit: Int = .max) {
    self.selectorCount = selectorCount
    self.rowLimit = max(2, min(rowLimit, Self.memoryLimit / max(1, selectorCount)))
  }

  /// Whether the next two lists of labels may not fit any more.
  var isFull: Bool {
    known.count + 2 > Self.labelLimit || sets.count + 2 > rowLimit
  }

  mutating func clear() {
    sets.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    known.removeAll(keepingCapacity: true)
    memory.removeAll(keepingCapacity: true)
  }

  /// The labels, made known.
  mutating func labels(_ texts: [String], symbols: SymbolTable) -> KnownLabels {
    if let labels = known[texts] {
      return labels
    }
    let parts = texts.map { LabelParts($0) }
    let set = LabelSet(parts, symbols: symbols)
    let row = rows[set] ?? sets.count
    if row == sets.count {
      sets.append(set)
      rows[set] = row
      memory.append(contentsOf: repeatElement(0, count: selectorCount))
    }
    let blocks = parts.lazy.filter { $0.source == "cidr" }.compactMap {
      CIDRBlock(labelKey: $0.key)
    }
    let labels = KnownLabels(row: row, block: blocks.max { $0.bitCount < $1.bitCount })
    known[texts] = labels
    return labels
  }

  /// Whether a selector matches a set.
  mutating func matches(_ row: Int, _ selector: Int32, of selectors: [Selector]) -> Bool {
    let index = row * selectorCount + Int(selector)
    switch memory[index] {
    case 1: return false
    case 2: return true
    default:
      let matches = selectors[Int(selector)].matches(sets[row])
      memory[index] = matches ? 2 : 1
      return matches
    }
  }
}
