/// YAML documents one after the other.
struct YAMLDocuments {
  private let text: ManifestText

  init(_ text: ManifestText) {
    self.text = text
  }

  /// Hands over what the documents hold; those that say nothing are left out.
  func handOver(
    _ take: (Manifest) throws(ManifestProblem) -> Void
  ) throws(ManifestProblem) {
    try YAMLEvents.read(text) { (events) throws(ManifestProblem) in
      while let document = try document(events) {
        guard let value = document.root, value != .null else { continue }
        let place = ManifestPlace(file: text.name, line: document.line)
        try ListItems.handOver(value, at: place, lines: document.itemLines, take)
      }
    }
  }

  /// The next document; nil behind the last one.
  private func document(_ events: YAMLEvents) throws(ManifestProblem) -> YAMLBuilder? {
    var builder = YAMLBuilder(file: text.name)
    do {
      while true {
        let event = try events.next()
        switch event.kind {
        case .streamEnd: return nil
        case .documentEnd: return builder
        case .documentStart, .alias, .scalar, .sequenceStart, .sequenceEnd, .mappingStart,
          .mappingEnd:
          try builder.take(event)
        }
      }
    } catch {
      throw TemplateBraces.explained(error, in: text)
    }
  }
}
