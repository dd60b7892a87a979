/// Builds the value of one document from its events: anchors and aliases, merge keys, what scalars mean.
///
/// An alias shares the memory of what it stands for. What it adds to the document is counted all the same: whoever goes through the value
/// goes through all of it.
struct YAMLBuilder {
  /// What has a name.
  private enum Anchored {
    /// It is being read: an alias in it would hold itself.
    case open
    case whole(ManifestValue, weight: Int)
  }

  private let file: String
  private var frames: [YAMLFrame] = []
  private var anchors: [String: Anchored] = [:]
  private var expansion = 0
  /// The bytes of scalars and one for each event: what was read of the document, at least.
  private var byteCount = 0

  /// The document, once it is whole.
  private(set) var root: ManifestValue?
  /// The line in which it begins.
  private(set) var line: Int?
  /// The lines in which the elements of the outermost `items` begin.
  private(set) var itemLines: [Int] = []

  init(file: String) {
    self.file = file
  }

  /// Takes an event of the document in.
  mutating func take(_ event: YAMLEvent) throws(ManifestProblem) {
    byteCount += 1
    switch event.kind {
    case .alias(let name):
      begin(event)
      try add(try anchored(name, event), weight: 0, event)
    case .scalar(let scalar):
      begin(event)
      try take(scalar, event)
    case .sequenceStart: try open(YAMLFrame(isMapping: false, anchor: event.anchor), event)
    case .mappingStart: try open(YAMLFrame(isMapping: true, anchor: event.anchor), event)
    case .sequenceEnd, .mappingEnd: try close(event)
    case .documentStart, .documentEnd, .streamEnd: break
    }
  }

  /// Whether what comes next is the key of a mapping; asked without a copy of the frame.
  private var isBeforeKey: Bool {
    !frames.isEmpty && frames[frames.count - 1].isBeforeKey
  }

  /// Notes where the document and its items begin.
  private mutating func begin(_ event: YAMLEvent) {
    if line == nil { line = event.line }
    if frames.count == 2, frames[0].key == "items", !frames[1].isMapping {
      itemLines.append(event.line)
    }
  }

  private mutating func take(_ scalar: YAMLScalar, _ event: YAMLEvent) throws(ManifestProblem) {
    byteCount += scalar.text.utf8.count
    guard let meaning = scalar.meaning else {
      throw problem(
        "\(ManifestPath.quoted(scalar.text)) is not what its tag says", event)
    }
    let value: ManifestValue
    switch meaning {
    case .null: value = .null
    case .bool(let bool): value = .bool(bool)
    case .integer(let text), .float(_, let text): value = .number(text)
    case .string(let text): value = .string(text)
    case .noNumber:
      guard isBeforeKey else {
        throw problem("JSON has no number \(scalar.text)", event)
      }
      value = .string(scalar.text.lowercased().filter { $0 != "+" })
    }
    let weight = ManifestLimits.nodeWeight + scalar.text.utf8.count
    if let anchor = event.anchor { anchors[anchor] = .whole(value, weight: weight) }
    if isBeforeKey {
      if scalar.isMergeKey {
        frames[frames.count - 1].addMergeKey()
        return
      }
      // Keys are strings in JSON: numbers to the base 10, of 32 bits where they have a point.
      if case .float(let number, _) = meaning {
        try addKey(.string(YAMLNumber.key(number)), event)
        return
      }
    }
    try add(value, weight: weight, event)
  }

  private mutating func open(_ frame: YAMLFrame, _ event: YAMLEvent) throws(ManifestProblem) {
    if isBeforeKey {
      throw problem("a key is a name, not a list or a mapping", event)
    }
    guard frames.count < ManifestLimits.depth else {
      throw problem("more than \(ManifestLimits.depth) levels of nesting", event)
    }
    begin(event)
    if let anchor = frame.anchor { anchors[anchor] = .open }
    frames.append(frame)
  }

  private mutating func close(_ event: YAMLEvent) throws(ManifestProblem) {
    guard let frame = frames.popLast() else { return }
    // A name that was given again within it stays that of the inner value.
    if let anchor = frame.anchor, case .open? = anchors[anchor] {
      anchors[anchor] = .whole(frame.value, weight: frame.weight)
    }
    try add(frame.value, weight: frame.weight, event)
  }

  /// What a name stands for, counted as a part of the document.
  private mutating func anchored(
    _ name: String, _ event: YAMLEvent
  ) throws(ManifestProblem) -> ManifestValue {
    switch anchors[name] {
    case nil:
      throw problem("no anchor \(ManifestPath.quoted("&" + name)) stands before its alias", event)
    case .open?:
      throw problem("the value of \(ManifestPath.quoted("&" + name)) holds itself", event)
    case .whole(let value, let weight)?:
      expansion += weight
      guard expansion <= ManifestLimits.expansion(byteCount: byteCount) else {
        throw problem("aliases make too much of the document", event)
      }
      if !frames.isEmpty { frames[frames.count - 1].weight += weight }
      return value
    }
  }

  private mutating func add(
    _ value: ManifestValue, weight: Int, _ event: YAMLEvent
  ) throws(ManifestProblem) {
    guard let last = frames.indices.last else {
      root = value
      return
    }
    frames[last].weight += weight
    if frames[last].isBeforeKey {
      try addKey(value, event)
    } else if !frames[last].add(value) {
      throw problem("a merge key takes a mapping, or a list of mappings", event)
    }
  }

  private mutating func addKey(_ value: ManifestValue, _ event: YAMLEvent) throws(ManifestProblem) {
    let key: String
    switch value {
    case .string(let text), .number(let text): key = text
    case .bool(let bool): key = bool ? "true" : "false"
    case .null: throw problem("a key is missing, or null", event)
    case .array, .object: throw problem("a key is a name, not a list or a mapping", event)
    }
    if let first = frames[frames.count - 1].addKey(key, line: event.line) {
      throw problem(
        "the key \(ManifestPath.quoted(key)) for the second time, the first is in line \(first)",
        event)
    }
  }

  private func problem(_ message: String, _ event: YAMLEvent) -> ManifestProblem {
    let path = frames.reduce("") { path, frame in frame.path(below: path) }
    return ManifestProblem(
      message,
      at: ManifestPlace(file: file, line: event.line, column: event.column, path: path))
  }
}
