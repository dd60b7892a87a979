/// The items of Lists: `kind: List`, kinds whose name ends so and that have an array of items, and answers of APIs, which have metadata and
/// such an array and no kind at all.
struct ListItems {
  /// What API servers leave out of the items of a typed list, such as CiliumNetworkPolicyList: the kind.
  private let kind: String?
  private let apiVersion: String?

  /// How the items of a list with these members are read; nil where it is no list.
  init?(kind: String?, apiVersion: String?, hasItems: Bool, hasMetadata: Bool) {
    guard let kind else {
      guard hasItems, hasMetadata, apiVersion == nil else { return nil }
      self.kind = nil
      self.apiVersion = nil
      return
    }
    guard kind.hasSuffix("List"), hasItems || kind == "List" else { return nil }
    self.kind = kind == "List" ? nil : String(kind.dropLast(4))
    self.apiVersion = kind == "List" ? nil : apiVersion
  }

  /// Hands over what a value holds: itself, or its items, those of lists in lists one by one.
  ///
  /// It begins at the place; where the lines are known that its items begin in, they are told.
  static func handOver(
    _ value: ManifestValue, at place: ManifestPlace, lines: [Int] = [],
    _ take: (Manifest) throws(ManifestProblem) -> Void
  ) throws(ManifestProblem) {
    let items: [ManifestValue]?
    switch value.member("items") {
    case .array(let elements)?: items = elements
    case .null?: items = []
    case .bool?, .number?, .string?, .object?, nil: items = nil
    }
    let list = ListItems(
      kind: value.text(of: "kind"), apiVersion: value.text(of: "apiVersion"),
      hasItems: items != nil,
      hasMetadata: value.member("metadata") != nil && value.member("kind") == nil)
    guard let list else {
      try take(Manifest(value: value, place: place))
      return
    }
    if items == nil, value.member("items") != nil {
      throw ManifestProblem("an array belongs here", at: place.appending("items"))
    }
    for (index, item) in (items ?? []).enumerated() {
      let path = ManifestPath.element(index, of: ManifestPath.member("items", of: place.path))
      let start = ManifestPlace(
        file: place.file, line: index < lines.count ? lines[index] : place.line, path: path)
      try handOver(list.completed(item), at: start, take)
    }
  }

  /// The item, with the kind that its list says.
  func completed(_ item: ManifestValue) -> ManifestValue {
    guard let kind, case .object(let members) = item, item.member("kind") == nil else {
      return item
    }
    var added: [ManifestMember] = []
    if let apiVersion, item.member("apiVersion") == nil {
      added.append(ManifestMember("apiVersion", .string(apiVersion)))
    }
    added.append(ManifestMember("kind", .string(kind)))
    return .object(added + members)
  }
}
