import FlowManifest

/// A value of an object from the cluster, read by its type; null is what is absent.
struct ObjectNode {
  let value: ManifestValue
  private let manifest: Manifest
  private let path: String

  /// An object as a whole.
  init(_ manifest: Manifest) {
    self.init(manifest.value, manifest, "")
  }

  private init(_ value: ManifestValue, _ manifest: Manifest, _ path: String) {
    self.value = value
    self.manifest = manifest
    self.path = path
  }

  /// A member; nil where it is absent or null.
  func member(_ key: String) throws(ManifestProblem) -> ObjectNode? {
    guard case .object(let members) = value else {
      throw wrongType("an object")
    }
    guard let member = members.last(where: { $0.key == key }), member.value != .null else {
      return nil
    }
    return ObjectNode(member.value, manifest, ManifestPath.member(key, of: path))
  }

  /// The elements of a list; none where it is absent.
  func list(_ key: String) throws(ManifestProblem) -> [ObjectNode] {
    guard let node = try member(key) else {
      return []
    }
    guard case .array(let elements) = node.value else {
      throw node.wrongType("an array")
    }
    return elements.enumerated().map { index, element in
      ObjectNode(element, manifest, ManifestPath.element(index, of: node.path))
    }
  }

  /// The texts of a list.
  func texts(_ key: String) throws(ManifestProblem) -> [String] {
    var texts: [String] = []
    for element in try list(key) {
      texts.append(try element.text())
    }
    return texts
  }

  /// The text of a member; nil where it is absent or empty.
  func text(_ key: String) throws(ManifestProblem) -> String? {
    guard let text = try member(key)?.text(), !text.isEmpty else {
      return nil
    }
    return text
  }

  /// Whether a member is true.
  func flag(_ key: String) throws(ManifestProblem) -> Bool {
    guard let node = try member(key) else {
      return false
    }
    guard case .bool(let flag) = node.value else {
      throw node.wrongType("true or false")
    }
    return flag
  }

  /// The texts of a map, such as labels; empty where it is absent.
  func map(_ key: String) throws(ManifestProblem) -> [String: String] {
    guard let node = try member(key) else {
      return [:]
    }
    guard case .object(let members) = node.value else {
      throw node.wrongType("an object")
    }
    var map: [String: String] = [:]
    for member in members {
      let element = ObjectNode(
        member.value, manifest, ManifestPath.member(member.key, of: node.path))
      map[member.key] = try element.text()
    }
    return map
  }

  private func text() throws(ManifestProblem) -> String {
    guard case .string(let text) = value else {
      throw wrongType("a string")
    }
    return text
  }

  private func wrongType(_ expected: String) -> ManifestProblem {
    manifest.problem("\(expected) has to stand here", at: path)
  }
}
