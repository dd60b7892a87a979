import FlowAnswer

@testable import FlowTally

/// The exact reader: every line by itself, member by member, with nothing learned.
final class LineWalk {
  /// A line that is a flow: its values, and how many flows it stands for.
  struct WalkedFlow {
    var key: [UInt8]
    var weight: UInt64
    var isDropped: Bool
  }

  /// What the reader says of a line.
  enum Line {
    case blank
    case malformed
    case flow(WalkedFlow)
    /// An object that is no flow.
    case other

    /// Without what is in it.
    var word: String {
      switch self {
      case .blank: "blank"
      case .malformed: "malformed"
      case .flow, .other: "object"
      }
    }
  }

  private static let sources = LineCounter.fields.map { GroupSource($0, labelKeys: []) }
  private var flow = Flow()
  private var facts = LineFacts()
  private let room = LineRoom()

  init() {
    facts.bucketWidth = LineCounter.bucketWidth
  }

  /// Reads one line, given with its LF.
  func read(_ line: ArraySlice<UInt8>) -> Line {
    var read = Line.blank
    _ = room.withBlock(line) { block in
      read = self.read(Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(block)))
    }
    return read
  }

  private func read(_ bytes: Span<UInt8>) -> Line {
    let end = bytes.count - 1
    switch flow.read(bytes, 0, end) {
    case .blank: return .blank
    case .malformed: return .malformed
    case .object: break
    }
    if flow.line.hasFlow && HubbleLine.isFlow(flow.line.flow.fields) {
      return .flow(values(bytes))
    }
    if HubbleLine.isBareFlow(bytes, flow.line.wrapper) {
      flow.readBareFlow(bytes, 0)
      return .flow(values(bytes))
    }
    guard HubbleLine.isPoorFlow(bytes, 0..<end, flow.line.wrapper) else {
      return .other
    }
    if !flow.line.hasFlow {
      flow.readBareFlow(bytes, 0)
    }
    return .flow(values(bytes))
  }

  private func values(_ bytes: Span<UInt8>) -> WalkedFlow {
    facts.time = flow.time(bytes).map { OptionalTime($0) } ?? .absent
    facts.verdict = flow.verdict(bytes)
    facts.reason.removeAll()
    facts.hasReason = flow.appendReason(
      bytes, to: &facts.reason, isDrop: facts.verdict.isDropped)
    facts.policies.read(&flow, bytes, reason: facts.reason)
    var key = GroupKey()
    for source in Self.sources {
      GroupValue.append(&flow, source, bytes, &facts, to: &key)
    }
    return WalkedFlow(
      key: key.bytes, weight: flow.aggregateWeight(bytes) ?? 1,
      isDropped: facts.verdict.isDropped)
  }
}
