import FlowManifest

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

  /// An object with another value there.
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
