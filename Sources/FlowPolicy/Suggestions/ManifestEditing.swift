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

  /// An object with a member set: in its place where it is there, else as the last one.
  func setting(_ key: String, _ value: ManifestValue) -> ManifestValue {
    var members = self.members
    if let index = members.lastIndex(where: { $0.key == key }) {
      members[index] = ManifestMember(key, value)
    } else {
      members.append(ManifestMember(key, value))
    }
    return .object(members)
  }

  /// An object with one more element in the array of a member.
  func appending(_ element: ManifestValue, to key: String) -> ManifestValue {
    setting(key, .array((self[key]?.elements ?? []) + [element]))
  }

  /// An object of members in their order.
  static func object(_ members: (String, ManifestValue)...) -> ManifestValue {
    .object(members.map { ManifestMember($0.0, $0.1) })
  }
}
