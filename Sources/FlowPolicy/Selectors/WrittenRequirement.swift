import FlowManifest

/// A requirement as it is written, with the key's text.
struct WrittenRequirement {
  var key: String
  let condition: SelectorOperator
  let values: [String]
}

extension ManifestNode {
  /// The requirements of a Kubernetes label selector; null is the empty one.
  ///
  /// Source: Kubernetes, apimachinery/pkg/apis/meta/v1/validation.
  func requirements() throws(ReadingFault) -> [WrittenRequirement] {
    guard value != .null else {
      return []
    }
    var requirements: [WrittenRequirement] = []
    for (key, node) in try member("matchLabels")?.entries() ?? [] {
      let text = try node.text()
      guard Self.isLabelValue(text) else {
        throw .refusal("\(path.text).matchLabels: \"\(text)\" cannot be the value of a label")
      }
      requirements.append(WrittenRequirement(key: key, condition: .equals, values: [text]))
    }
    for expression in try list("matchExpressions") ?? [] {
      requirements.append(try expression.requirement())
    }
    for requirement in requirements where requirement.key.isEmpty {
      throw .refusal("\(path.text): a requirement without a key")
    }
    return requirements
  }

  private func requirement() throws(ReadingFault) -> WrittenRequirement {
    let key = try text("key") ?? ""
    let values = try texts("values") ?? []
    let word = try text("operator") ?? ""
    let condition: SelectorOperator
    switch word {
    case "In": condition = .isIn
    case "NotIn": condition = .notIn
    case "Exists": condition = .exists
    case "DoesNotExist": condition = .doesNotExist
    default: throw .refusal("\(path.text): unknown operator \"\(word)\"")
    }
    let wantsValues = condition == .isIn || condition == .notIn
    guard wantsValues != values.isEmpty else {
      throw .refusal("\(path.text): \(word) \(wantsValues ? "needs" : "takes no") values")
    }
    return WrittenRequirement(key: key, condition: condition, values: values)
  }

  /// Up to 63 letters, digits and `-_.`, the first and the last of them a letter or a digit.
  private static func isLabelValue(_ text: String) -> Bool {
    let bytes = text.utf8
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        return true
      default: return false
      }
    }
    guard let first = bytes.first, let last = bytes.last else {
      return true
    }
    return bytes.count <= 63 && isAlphanumeric(first) && isAlphanumeric(last)
      && bytes.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
  }
}
