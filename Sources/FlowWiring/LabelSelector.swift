import FlowManifest

/// Labels that have to be there: `matchLabels` and `matchExpressions` of Kubernetes.
struct LabelSelector: Sendable, Equatable {
  /// What one label has to be.
  struct Requirement: Sendable, Equatable {
    /// How it is compared; the raw value is how it is written.
    enum Operator: String, Sendable {
      case isIn = "In"
      case isNotIn = "NotIn"
      case exists = "Exists"
      case isAbsent = "DoesNotExist"
    }

    let key: String
    /// Nil where it is none that the operator knows: such a selector selects nothing.
    let comparison: Operator?
    let values: [String]

    func holds(_ labels: [String: String]) -> Bool {
      let value = labels[key]
      switch comparison {
      case .isIn?: return value.map(values.contains) ?? false
      case .isNotIn?: return !(value.map(values.contains) ?? false)
      case .exists?: return value != nil
      case .isAbsent?: return value == nil
      case nil: return false
      }
    }
  }

  let requirements: [Requirement]

  /// Reads a selector; an empty one selects everything.
  init(_ node: ObjectNode) throws(ManifestProblem) {
    var requirements: [Requirement] = []
    for (key, value) in try node.map("matchLabels").sorted(by: { $0.key < $1.key }) {
      requirements.append(Requirement(key: key, comparison: .isIn, values: [value]))
    }
    for expression in try node.list("matchExpressions") {
      requirements.append(
        Requirement(
          key: try expression.text("key") ?? "",
          comparison: Requirement.Operator(rawValue: try expression.text("operator") ?? ""),
          values: try expression.texts("values")))
    }
    self.requirements = requirements
  }

  init(_ requirements: [Requirement]) {
    self.requirements = requirements
  }

  func matches(_ labels: [String: String]) -> Bool {
    requirements.allSatisfy { $0.holds(labels) }
  }

  /// The one value that a label has to have; nil where there is none, or more to choose from.
  func value(of key: String) -> String? {
    requirements.first { $0.key == key && $0.comparison == .isIn && $0.values.count == 1 }?.values[
      0]
  }

  /// What has to change for labels to match.
  func wishes(_ labels: [String: String]) -> [LabelWish] {
    requirements.filter { !$0.holds(labels) }.map { requirement in
      switch requirement.comparison {
      case .isIn?: LabelWish(key: requirement.key, value: requirement.values.first)
      case .exists?: LabelWish(key: requirement.key, value: "true")
      case .isNotIn?, .isAbsent?, nil: LabelWish(key: requirement.key, value: nil)
      }
    }
  }

  /// The selector as kubectl takes it.
  var text: String {
    requirements.map { requirement in
      switch requirement.comparison {
      case .isIn? where requirement.values.count == 1:
        "\(requirement.key)=\(requirement.values[0])"
      case .isIn?: "\(requirement.key) in (\(requirement.values.joined(separator: ",")))"
      case .isNotIn?: "\(requirement.key) notin (\(requirement.values.joined(separator: ",")))"
      case .exists?: requirement.key
      case .isAbsent?: "!\(requirement.key)"
      case nil: "\(requirement.key) by an operator that there is not"
      }
    }.joined(separator: ",")
  }
}

/// A label that has to be set, or, without a value, taken away.
struct LabelWish: Sendable, Equatable {
  let key: String
  let value: String?

  /// `release=stack`, or `release is not to be there`.
  var text: String {
    value.map { "\(key)=\($0)" } ?? "no \(key)"
  }
}
