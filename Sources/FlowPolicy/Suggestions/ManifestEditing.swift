import FlowManifest

extension ManifestValue {
  /// The value of a member; nil where it is absent or this is no object.
  subscript(key: String) -> ManifestValue? {
    guard case .object(let members) = self else {
      return nil
    }
    return members.last { $0.key == key }?.value
  }

  /// The elements of an array; empty for anything else.
  var elements: [ManifestValue] {
    guard case .array(let values) = self else {
      return []
    }
    return values
  }

  /// The members of an object; empty for anything else.
  var members: [ManifestMember] {
    guard case .object(let members) = self else {
      return []
    }
    return members
  }

  /// The text of a string.
  var text: String? {
    guard case .string(let text) = self else {
      return nil
    }
    return text
  }

  /// The same object with a member set: in its place where it is there, else as the last one.
  func setting(_ key: String, _ value: ManifestValue) -> ManifestValue {
    var members = self.members
    if let index = members.lastIndex(where: { $0.key == key }) {
      members[index] = ManifestMember(key, value)
    } else {
      members.append(ManifestMember(key, value))
    }
    return .object(members)
  }

  /// The same object with one more element in the array of a member.
  func appending(_ element: ManifestValue, to key: String) -> ManifestValue {
    setting(key, .array((self[key]?.elements ?? []) + [element]))
  }

  /// An object of members in their order.
  static func object(_ members: (String, ManifestValue)...) -> ManifestValue {
    .object(members.map { ManifestMember($0.0, $0.1) })
  }
}

/// Where a rule stands, taken apart.
struct RulePath {
  private enum Step {
    case member(String)
    case element(Int)
  }

  private let steps: [Step]

  /// The path of a rule, such as `specs[1].egress[0]`, as rules are named.
  init(_ path: String) {
    var steps: [Step] = []
    for part in path.split(separator: ".") {
      let pieces = part.split(separator: "[")
      steps.append(.member(String(pieces[0])))
      steps += pieces.dropFirst().compactMap { Int($0.dropLast()) }.map { .element($0) }
    }
    self.steps = steps
  }

  /// The path of the rule that a peer of a NetworkPolicy stands in, and the peer's number; nil for a whole rule.
  var peer: (rule: RulePath, index: Int)? {
    guard steps.count >= 2, case .element(let index) = steps[steps.count - 1],
      case .member(let list) = steps[steps.count - 2], list == "from" || list == "to"
    else {
      return nil
    }
    return (RulePath(steps.dropLast(2)), index)
  }

  /// The whole rule.
  var ofRule: RulePath {
    peer?.rule ?? self
  }

  private init(_ steps: ArraySlice<Step>) {
    self.steps = Array(steps)
  }

  /// The value that stands there.
  func value(in object: ManifestValue) -> ManifestValue? {
    var value: ManifestValue? = object
    for step in steps {
      switch step {
      case .member(let key): value = value?[key]
      case .element(let index):
        let elements = value?.elements ?? []
        value = elements.indices.contains(index) ? elements[index] : nil
      }
    }
    return value
  }

  /// The same object with another value there.
  func replacing(in object: ManifestValue, with new: ManifestValue) -> ManifestValue {
    guard let first = steps.first else {
      return new
    }
    let rest = RulePath(steps.dropFirst())
    switch first {
    case .member(let key):
      return object.setting(key, rest.replacing(in: object[key] ?? .object([]), with: new))
    case .element(let index):
      var elements = object.elements
      guard elements.indices.contains(index) else {
        return object
      }
      elements[index] = rest.replacing(in: elements[index], with: new)
      return .array(elements)
    }
  }
}
