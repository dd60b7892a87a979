/// JSON values one after the other, as `kubectl get --output json` prints one and several in a file are, or one a line.
///
/// A List is cut into its items, and each is decoded by itself.
struct JSONDocuments {
  private let text: ManifestText
  private let decoding: JSONDecoding

  init(_ text: ManifestText) {
    self.text = text
    decoding = JSONDecoding(text)
  }

  /// The first value, which is JSON only where another one follows it, or nothing.
  ///
  /// Decoded, too, unless it is cut into items: so strings that are none of JSON show before anything is handed over.
  func opening() throws(ManifestProblem) -> (JSONDocument, ManifestValue?) {
    let document = try document(at: text.start)
    let next = firstByte(from: document.range.upperBound)
    if next < text.bytes.count, !begins(at: next) {
      throw ManifestProblem(
        "no JSON: a value, or the end, belongs here", at: text.place(of: next), isOfForm: true)
    }
    if items(of: document) != nil { return (document, nil) }
    return (document, try value(in: document.range, at: ""))
  }

  /// Hands over what the values hold, this one and those behind it.
  func handOver(
    from opening: (JSONDocument, ManifestValue?),
    _ take: (Manifest) throws(ManifestProblem) -> Void
  ) throws(ManifestProblem) {
    var lines = LineCount(text)
    var (document, value) = opening
    while true {
      try handOver(document, value, &lines, take)
      let next = firstByte(from: document.range.upperBound)
      if next >= text.bytes.count { return }
      document = try self.document(at: next)
      value = nil
    }
  }

  private func handOver(
    _ document: JSONDocument, _ decoded: ManifestValue?, _ lines: inout LineCount,
    _ take: (Manifest) throws(ManifestProblem) -> Void
  ) throws(ManifestProblem) {
    guard let items = items(of: document) else {
      let place = ManifestPlace(file: text.name, line: lines.line(of: document.range.lowerBound))
      let value = if let decoded { decoded } else { try value(in: document.range, at: "") }
      try ListItems.handOver(value, at: place, take)
      return
    }
    try readOthers(of: document)
    let list = ListItems(
      kind: try string(of: "kind", in: document),
      apiVersion: try string(of: "apiVersion", in: document), hasItems: true, hasMetadata: true)
    let path = document.isArray ? "" : ManifestPath.member("items")
    var walk = JSONWalk(at: items.lowerBound)
    _ = try fault { () throws(JSONFault) in try walk.next(text.bytes.span) }
    var index = 0
    while let tokens = try item(&walk) {
      let path = ManifestPath.element(index, of: path)
      let place = ManifestPlace(
        file: text.name, line: lines.line(of: tokens[0].range.lowerBound), path: path)
      let value = try decoding.value(of: tokens, at: path)
      try ListItems.handOver(list?.completed(value) ?? value, at: place, take)
      index += 1
    }
  }

  /// The array of a List's items, or of an array; nil where the document is an object of its own.
  private func items(of document: JSONDocument) -> Range<Int>? {
    if document.isArray { return document.range }
    guard let items = document.value(of: "items", in: text.bytes) else { return nil }
    let isList: Bool
    if let kind = document.value(of: "kind", in: text.bytes) {
      // As it is written, with its quotes.
      isList = text.bytes[kind].reversed().starts(with: Array("List\"".utf8.reversed()))
    } else {
      isList =
        document.value(of: "metadata", in: text.bytes) != nil
        && document.value(of: "apiVersion", in: text.bytes) == nil
    }
    let start = firstByte(from: items.lowerBound)
    return isList && text.bytes[start] == UInt8(ascii: "[") ? start..<items.upperBound : nil
  }

  /// The tokens of the next item; nil behind the last one.
  private func item(_ walk: inout JSONWalk) throws(ManifestProblem) -> [JSONToken]? {
    var walked = walk
    defer { walk = walked }
    return try fault { () throws(JSONFault) in
      let bytes = text.bytes.span
      var tokens: [JSONToken] = []
      repeat {
        let token = try walked.next(bytes)
        if tokens.isEmpty, token.kind == .arrayEnd { return nil }
        tokens.append(token)
      } while walked.depth > 1
      return tokens
    }
  }

  /// Decodes what a List says besides its items: it has to be JSON as well, with each key once.
  private func readOthers(of document: JSONDocument) throws(ManifestProblem) {
    var keys = ManifestMembers()
    for member in document.members {
      let key = try decoding.string(member.key)
      if let first = keys.add(key, member.key.range.lowerBound) {
        let line = text.place(of: first).line ?? 0
        throw ManifestProblem(
          "the key \(ManifestPath.quoted(key)) for the second time, the first is in line \(line)",
          at: text.place(of: member.key.range.lowerBound))
      }
      if key != "items" { _ = try value(in: member.value, at: ManifestPath.member(key)) }
    }
  }

  private func string(
    of key: String, in document: JSONDocument
  ) throws(ManifestProblem) -> String? {
    guard let range = document.value(of: key, in: text.bytes) else { return nil }
    guard case .string(let text) = try value(in: range, at: ManifestPath.member(key)) else {
      return nil
    }
    return text
  }

  private func value(in range: Range<Int>, at path: String) throws(ManifestProblem) -> ManifestValue
  {
    let tokens = try fault { () throws(JSONFault) in
      let bytes = text.bytes.span
      var walk = JSONWalk(at: range.lowerBound)
      var tokens: [JSONToken] = []
      while true {
        let token = try walk.next(bytes)
        if token.kind == .end { return tokens }
        tokens.append(token)
      }
    }
    return try decoding.value(of: tokens, at: path)
  }

  private func document(at start: Int) throws(ManifestProblem) -> JSONDocument {
    try fault { () throws(JSONFault) in try JSONDocument(text.bytes.span, at: start) }
  }

  /// The place of a walk's fault.
  private func fault<Value>(
    _ walk: () throws(JSONFault) -> Value
  ) throws(ManifestProblem) -> Value {
    do {
      return try walk()
    } catch {
      throw ManifestProblem(
        "no JSON: " + error.message, at: text.place(of: error.offset), isOfForm: true)
    }
  }

  private func begins(at offset: Int) -> Bool {
    text.bytes[offset] == UInt8(ascii: "{") || text.bytes[offset] == UInt8(ascii: "[")
  }

  private func firstByte(from offset: Int) -> Int {
    text.bytes[offset...].firstIndex { !ManifestText.isSpace($0) } ?? text.bytes.count
  }
}

/// Counts lines up to offsets that grow.
private struct LineCount {
  private let bytes: [UInt8]
  private var offset: Int
  private var line = 1

  init(_ text: ManifestText) {
    bytes = text.bytes
    offset = text.start
  }

  mutating func line(of target: Int) -> Int {
    while offset < target {
      if bytes[offset] == UInt8(ascii: "\n") { line += 1 }
      offset += 1
    }
    return line
  }
}
