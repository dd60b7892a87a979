/// A container that is being read: the values that it has so far, and where it was given a name.
struct YAMLFrame {
  /// What the next value of a mapping is.
  private enum Turn {
    case key
    case value(String)
    /// Mappings whose members are taken in.
    case merged
  }

  /// Whether it is a mapping; else it is a sequence.
  let isMapping: Bool
  /// The name of its anchor.
  let anchor: String?
  /// What its values count for in an expansion.
  var weight = ManifestLimits.nodeWeight
  private var elements: [ManifestValue] = []
  private var members = ManifestMembers()
  private var turn = Turn.key

  init(isMapping: Bool, anchor: String?) {
    self.isMapping = isMapping
    self.anchor = anchor
  }

  /// All values that it was given.
  var value: ManifestValue {
    isMapping ? .object(members.members) : .array(elements)
  }

  /// Whether what comes next is the key of a mapping.
  var isBeforeKey: Bool {
    guard isMapping, case .key = turn else { return false }
    return true
  }

  /// The key whose value comes next.
  var key: String? {
    if case .value(let key) = turn { key } else { nil }
  }

  /// The path of the value that comes next.
  func path(below path: String) -> String {
    guard isMapping else { return ManifestPath.element(elements.count, of: path) }
    switch turn {
    case .key: return path
    case .value(let key): return ManifestPath.member(key, of: path)
    case .merged: return ManifestPath.member("<<", of: path)
    }
  }

  /// Takes a key in; where it was there before it gives the line of that.
  mutating func addKey(_ key: String, line: Int) -> Int? {
    turn = .value(key)
    return members.add(key, line)
  }

  /// Takes the key `<<` in: what follows is merged.
  mutating func addMergeKey() {
    turn = .merged
  }

  /// Takes a value in; gives `false` where it would have to be a mapping, or a sequence of them.
  mutating func add(_ value: ManifestValue) -> Bool {
    guard isMapping else {
      elements.append(value)
      return true
    }
    defer { turn = .key }
    guard case .merged = turn else {
      members.set(value)
      return true
    }
    switch value {
    case .object(let others): members.merge(others)
    case .array(let mappings):
      // Those in front replace what those behind say.
      for mapping in mappings.reversed() {
        guard case .object(let others) = mapping else { return false }
        members.merge(others)
      }
    case .null, .bool, .number, .string: return false
    }
    return true
  }
}
