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
    try boundDirectives()
    try YAMLEvents.read(text) { (events) throws(ManifestProblem) in
      while let document = try document(events) {
        guard let value = document.root, value != .null else { continue }
        let place = ManifestPlace(file: text.name, line: document.line)
        try ListItems.handOver(value, at: place, lines: document.itemLines, take)
      }
    }
  }

  /// Refuses a text in which many lines begin with a percent sign and no document begins between them.
  private func boundDirectives() throws(ManifestProblem) {
    let bytes = text.bytes.span
    var count = 0
    for offset in text.start..<bytes.count {
      let byte = bytes[offset]
      guard byte == UInt8(ascii: "%") || byte == UInt8(ascii: "-"), beginsLine(bytes, offset)
      else { continue }
      count = byte == UInt8(ascii: "-") ? 0 : count + 1
      if count > ManifestLimits.directives {
        throw ManifestProblem(
          "more than \(ManifestLimits.directives) directives", at: text.place(of: offset))
      }
    }
  }

  /// Whether a byte is the first of a line: YAML 1.1 has more line ends than others, NEL and the separators of Unicode.
  private func beginsLine(_ bytes: Span<UInt8>, _ offset: Int) -> Bool {
    if offset == text.start { return true }
    switch bytes[offset - 1] {
    case 0x0A, 0x0D: return true
    case 0x85: return offset - 1 > text.start && bytes[offset - 2] == 0xC2
    case 0xA8, 0xA9:
      return offset - 2 > text.start && bytes[offset - 2] == 0x80 && bytes[offset - 3] == 0xE2
    default: return false
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
