package import FlowManifest

/// A value of an object and where it stands, read as Go's decoders read it.
///
/// `null` is a member that is absent; members that nobody asks for are stepped over.
package struct ManifestNode {
  package let value: ManifestValue
  package let path: MemberPath

  /// The object as a whole.
  package init(_ value: ManifestValue) {
    self.init(value, .top)
  }

  private init(_ value: ManifestValue, _ path: MemberPath) {
    self.value = value
    self.path = path
  }

  /// A member that is there and not null; the last one of a key counts.
  package func member(_ key: String) throws(ReadingFault) -> ManifestNode? {
    for member in try members() where member.key == key {
      return member.value == .null ? nil : ManifestNode(member.value, .member(path, key))
    }
    return nil
  }

  /// Whether a key stands there, null or not.
  package func holds(_ key: String) throws(ReadingFault) -> Bool {
    try members().contains { $0.key == key }
  }

  /// The members, in reverse order: where a key stands twice, its last one is met first.
  private func members() throws(ReadingFault) -> ReversedCollection<[ManifestMember]> {
    guard case .object(let members) = value else {
      throw wrongType("an object")
    }
    return members.reversed()
  }

  /// The members that are not null, with their keys.
  package func entries() throws(ReadingFault) -> [(key: String, node: ManifestNode)] {
    guard case .object(let members) = value else {
      throw wrongType("an object")
    }
    return members.filter { $0.value != .null }.map {
      ($0.key, ManifestNode($0.value, .member(path, $0.key)))
    }
  }

  /// The elements of an array.
  package func elements() throws(ReadingFault) -> [ManifestNode] {
    guard case .array(let values) = value else {
      throw wrongType("an array")
    }
    return values.enumerated().map { ManifestNode($1, .element(path, $0)) }
  }

  /// The text of a string; a null among others is the empty one.
  package func text() throws(ReadingFault) -> String {
    if case .string(let text) = value {
      return text
    }
    if value == .null {
      return ""
    }
    throw wrongType("a string")
  }

  /// A whole number of 32 bits.
  package func integer() throws(ReadingFault) -> Int {
    guard case .number(let text) = value, let number = Int32(text) else {
      throw wrongType("a whole number")
    }
    return Int(number)
  }

  /// True or false.
  package func flag() throws(ReadingFault) -> Bool {
    guard case .bool(let flag) = value else {
      throw wrongType("true or false")
    }
    return flag
  }

  /// The text of a string, or of a whole number (Kubernetes' IntOrString).
  package func textOrInteger() throws(ReadingFault) -> String {
    switch value {
    case .string(let text): return text
    case .number(let text) where Int32(text) != nil: return text
    case .number, .null, .bool, .array, .object: throw wrongType("a whole number or a string")
    }
  }

  /// The fault of a value that is not what has to stand there.
  package func wrongType(_ expected: String) -> ReadingFault {
    .type(member: path, expected: expected, found: Self.typeName(of: value))
  }

  private static func typeName(of value: ManifestValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension ManifestNode {
  /// The elements of a member; nil where it is absent or null.
  package func list(_ key: String) throws(ReadingFault) -> [ManifestNode]? {
    try member(key)?.elements()
  }

  /// The texts of a member; nil where it is absent or null.
  package func texts(_ key: String) throws(ReadingFault) -> [String]? {
    guard let elements = try list(key) else {
      return nil
    }
    var texts: [String] = []
    for element in elements {
      texts.append(try element.text())
    }
    return texts
  }

  /// The text of a member; nil where it is absent, null or empty.
  package func text(_ key: String) throws(ReadingFault) -> String? {
    let text = try member(key)?.text()
    return text?.isEmpty ?? true ? nil : text
  }
}
