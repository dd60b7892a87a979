/// How the values of a label have to be.
enum SelectorOperator: Int32, Hashable, Sendable {
  /// Of `matchLabels`: one value.
  case equals
  case isIn
  case notIn
  case exists
  case doesNotExist
}

/// What the labels of one key have to be.
struct Requirement: Hashable, Sendable {
  /// The source that the labels have to have; nil for any.
  let source: Int32?
  let key: Int32
  let condition: SelectorOperator
  let values: [Int32]

  /// Whether some labels of the key meet it; `notIn` and `doesNotExist` are met by none, too.
  func isMet(by labels: ArraySlice<KnownLabel>) -> Bool {
    var hasKey = false
    var hasValue = false
    for label in labels where source == nil || source == label.source {
      hasKey = true
      hasValue = hasValue || values.contains(label.value)
    }
    switch condition {
    case .equals, .isIn: return hasValue
    case .notIn: return !hasValue
    case .exists: return hasKey
    case .doesNotExist: return !hasKey
    }
  }

  /// An order that depends on nothing but the requirement itself.
  var order: [Int32] {
    [key, source ?? -1, condition.rawValue] + values
  }

  /// The condition as people read it, such as `In a,b`.
  func text(_ symbols: SymbolTable) -> String {
    let list = values.map { symbols.text($0) }.sorted().joined(separator: ",")
    switch condition {
    case .equals: return "= " + list
    case .isIn: return "In " + list
    case .notIn: return "NotIn " + list
    case .exists: return "Exists"
    case .doesNotExist: return "DoesNotExist"
    }
  }
}
