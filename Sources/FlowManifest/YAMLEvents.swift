internal import CYAML

/// What libyaml says of a text, one event after the other.
struct YAMLEvent {
  enum Kind {
    case documentStart, documentEnd
    case alias(String)
    case scalar(YAMLScalar)
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
    case streamEnd
  }

  let kind: Kind
  /// The name that it is given, of a scalar or a container.
  let anchor: String?
  /// Counted from 1.
  let line: Int
  let column: Int
}

/// libyaml's parser over a text.
///
/// Owns the parser, and borrows the text for as long: a class so that it is destroyed however reading ends. One thread uses it.
@safe final class YAMLEvents {
  /// Whether this build has libyaml.
  static var isAvailable: Bool {
    yaml_events_available() != 0
  }

  private let text: ManifestText
  // From yaml_events_create, destroyed in deinit, never handed out.
  private let parser: OpaquePointer

  // The bytes stay where they are while the closure of `read` runs, and nobody has the parser afterwards.
  private init(_ text: ManifestText, _ bytes: UnsafeBufferPointer<UInt8>) throws(ManifestProblem) {
    self.text = text
    guard let parser = unsafe yaml_events_create(bytes.baseAddress, bytes.count) else {
      throw ManifestProblem("memory is missing", at: ManifestPlace(file: text.name))
    }
    unsafe self.parser = parser
  }

  deinit {
    // Nobody else has it.
    unsafe yaml_events_destroy(parser)
  }

  /// Reads a text: the parser is lent for one call.
  static func read(
    _ text: ManifestText, _ body: (YAMLEvents) throws(ManifestProblem) -> Void
  ) throws(ManifestProblem) {
    // The parser lives as long as the closure that lends the bytes.
    try unsafe text.bytes[text.start...].withUnsafeBufferPointer {
      (bytes) throws(ManifestProblem) in
      try body(try unsafe YAMLEvents(text, bytes))
    }
  }

  /// The next event.
  func next() throws(ManifestProblem) -> YAMLEvent {
    var event = unsafe yaml_events_event()
    // Its texts are copied before the next call.
    unsafe yaml_events_next(parser, &event)
    let anchor = unsafe event.anchor.map { unsafe String(cString: $0) }
    let kind: YAMLEvent.Kind
    switch unsafe event.kind {
    case yaml_events_document_start: kind = .documentStart
    case yaml_events_document_end: kind = .documentEnd
    case yaml_events_alias: kind = .alias(anchor ?? "")
    case yaml_events_scalar: kind = unsafe .scalar(Self.scalar(event))
    case yaml_events_sequence_start: kind = .sequenceStart
    case yaml_events_sequence_end: kind = .sequenceEnd
    case yaml_events_mapping_start: kind = .mappingStart
    case yaml_events_mapping_end: kind = .mappingEnd
    case yaml_events_stream_end: kind = .streamEnd
    default: throw unsafe failure(event)
    }
    return YAMLEvent(
      kind: kind, anchor: anchor, line: unsafe event.line + 1, column: unsafe event.column + 1)
  }

  private static func scalar(_ event: yaml_events_event) -> YAMLScalar {
    // libyaml's bytes are UTF-8, and its until the next call.
    let bytes = unsafe UnsafeBufferPointer(start: event.value, count: event.value_count)
    return YAMLScalar(
      text: unsafe String(decoding: bytes, as: UTF8.self),
      tag: unsafe event.tag.map { unsafe String(cString: $0) },
      isPlain: unsafe event.is_plain != 0)
  }

  // The texts are libyaml's until the next call, and copied here.
  private func failure(_ event: yaml_events_event) -> ManifestProblem {
    let problem = unsafe event.problem.map { unsafe String(cString: $0) } ?? "it cannot be read"
    let context = unsafe event.context.map { unsafe String(cString: $0) }
    if unsafe event.fault_offset >= 0 {
      let offset = unsafe text.start + event.fault_offset
      return ManifestProblem(
        "no YAML: \(problem)", at: text.place(of: offset), isOfForm: true)
    }
    let line = unsafe event.line + 1
    let column = unsafe event.column + 1
    let contextLine = unsafe event.context_line + 1
    var message = "no YAML: \(problem)"
    if let context {
      message += " \(context)"
      if contextLine != line { message += " that begins in line \(contextLine)" }
    }
    let place = ManifestPlace(file: text.name, line: line, column: column)
    // libyaml calls a tab a character that cannot start a token.
    if text.line(line).dropFirst(column - 1).first == UInt8(ascii: "\t") {
      return ManifestProblem(
        "no YAML: a tab; YAML is indented by spaces", at: place, isOfForm: true)
    }
    return ManifestProblem(message, at: place, isOfForm: true)
  }
}
