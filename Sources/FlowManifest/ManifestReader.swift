/// Kubernetes objects in a text of JSON or YAML, handed over one after the other.
///
/// Whether it is JSON is decided by the text, never by the name: JSON begins with a bracket. One that is no JSON but YAML in flow style is
/// read as that. Memory is that of the text and of one document; of a List in JSON that of one item. Nothing is read from elsewhere.
public struct ManifestReader: Sendable {
  /// Whether this build reads YAML.
  public static var readsYAML: Bool {
    YAMLEvents.isAvailable
  }

  private let text: ManifestText

  /// A reader of a whole text, UTF-8 or UTF-16 with a byte order mark, that messages call by the name.
  public init(_ bytes: [UInt8], name: String) throws(ManifestProblem) {
    text = try ManifestText(bytes, name: name)
  }

  /// Hands over all documents and the items of Lists, in their order; documents that say nothing are left out.
  ///
  /// It ends at the first problem; what stands before that was handed over. A problem that `take` throws ends it, too.
  public func read(_ take: (Manifest) throws(ManifestProblem) -> Void) throws(ManifestProblem) {
    guard let first = text.firstByte else { return }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      try readYAML(take)
      return
    }
    let documents = JSONDocuments(text)
    // What is no JSON from its first document on may be YAML; that is known before anything is handed over.
    let opening: (JSONDocument, ManifestValue?)
    do {
      opening = try documents.opening()
    } catch {
      guard error.isOfForm else { throw error }
      try readYAML(insteadOf: error, take)
      return
    }
    try documents.handOver(from: opening, take)
  }

  private func readYAML(_ take: (Manifest) throws(ManifestProblem) -> Void) throws(ManifestProblem)
  {
    guard Self.readsYAML else {
      throw ManifestProblem(
        "this build reads no YAML: it was made without libyaml (Debian's libyaml-dev)",
        at: ManifestPlace(file: text.name),
        wayOut: "give it JSON, as kubectl get --output json does")
    }
    try YAMLDocuments(text).handOver(take)
  }

  /// Of two problems of the form the one that lies further behind is told: that reading understood more of the text.
  private func readYAML(
    insteadOf problem: ManifestProblem, _ take: (Manifest) throws(ManifestProblem) -> Void
  ) throws(ManifestProblem) {
    guard Self.readsYAML else {
      throw TemplateBraces.explained(problem, in: text)
    }
    var hasTaken = false
    do {
      try YAMLDocuments(text).handOver { (manifest) throws(ManifestProblem) in
        hasTaken = true
        try take(manifest)
      }
    } catch {
      let isTold = hasTaken || !error.isOfForm || isFurther(error.place, than: problem.place)
      throw isTold ? error : problem
    }
  }

  /// Whether a place lies behind that at which JSON ends; nothing lies behind the end of the text.
  private func isFurther(_ place: ManifestPlace, than end: ManifestPlace) -> Bool {
    guard let line = place.line, let lastLine = end.line, end != text.end else { return false }
    return (line, place.column ?? 0) > (lastLine, end.column ?? 0)
  }
}
