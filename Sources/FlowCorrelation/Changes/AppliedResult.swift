import FlowPolicy

/// What a sync of Argo CD did to one object, by its own list of results.
///
/// The list holds every object that was applied. Only the message tells whether it changed: it begins with what kubectl prints,
/// `networkpolicy.networking.k8s.io/web unchanged`, a warning may follow; of what has a health it is that of the health instead.
struct AppliedResult {
  enum Verb: Equatable {
    case unchanged
    case touched(Touch)
    /// It may have changed: server-side apply says no more than that it applied.
    case applied
  }

  let resource: ResourceName
  /// Nil where nothing was done to it.
  let verb: Verb?

  init(_ node: ManifestNode) throws(ReadingFault) {
    resource = try ResourceName(argocd: node)
    let message = try node.text("message") ?? ""
    switch try node.text("status") {
    case "Synced": verb = Self.verb(message)
    case "Pruned": verb = .touched(.pruned)
    default: verb = nil
    }
  }

  /// Whether the object may be another one since.
  var isChange: Bool {
    verb != nil && verb != .unchanged
  }

  /// The strongest of the verbs: of roles one is printed for `auth reconcile`, and one for `apply`.
  static func verb(_ message: String) -> Verb {
    var found: Verb?
    for words in sentences(message) {
      guard words.count >= 2, words[0].contains("/") else { continue }
      switch words[1] {
      case "created": return .touched(.created)
      case "configured", "replaced", "patched": found = .touched(.configured)
      case "unchanged": found = found ?? .unchanged
      case "pruned", "deleted": return .touched(.pruned)
      default: found = found ?? .applied
      }
    }
    return found ?? .applied
  }

  private static func sentences(_ message: String) -> [[Substring]] {
    var sentences: [[Substring]] = [[]]
    for word in message.split(whereSeparator: \.isWhitespace) {
      let isLast = word.hasSuffix(".")
      sentences[sentences.count - 1].append(isLast ? word.dropLast() : word)
      if isLast { sentences.append([]) }
    }
    return sentences
  }
}
