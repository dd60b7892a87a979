/// A flow log of an invented cluster: any length, and for equal settings the same bytes.
///
/// Several nodes report; each node's times rise, the merged log is some lines out of
/// order between them, as a relay's is. No two flows have a time or an identifier in common.
public struct FlowLog: ~Copyable, Sendable {
  private let templates: TemplateSet
  private var random: RandomNumbers
  private var clock: NodeClocks
  private var held: HeldLine?
  private var remaining: Length

  /// What is to be written.
  public struct Settings: Sendable {
    /// What the lines are like.
    public var shape = Shape.full
    /// Which of the logs of these settings.
    public var seed: UInt64 = 1
    /// How many nodes report, 1 to 999.
    public var nodeCount = 24
    /// How many namespaces the cluster has, 1 to 999.
    public var namespaceCount = Vocabulary.namespaces.count
    /// How many different packets are drawn, which the log repeats; every kind gets its share of
    /// them, and at least one.
    public var packetCount = 3000
    /// Where the log ends.
    public var length = Length(lines: 20_000)

    /// The settings of `generate-flows` without options.
    public init() {}
  }

  /// Where the log ends: before the line that would exceed one of the two.
  public struct Length: Sendable {
    /// The most lines.
    public var lines: Int
    /// The most bytes, line feeds included.
    public var bytes: Int

    /// No bound where none is given.
    public init(lines: Int = .max, bytes: Int = .max) {
      self.lines = lines
      self.bytes = bytes
    }
  }

  /// The second line of a packet, until it is its turn.
  private struct HeldLine: Sendable {
    let line: TemplateSet.Line
    let time: Int
    let packetBits: UInt64
  }

  /// Makes the templates; costs some tens of milliseconds.
  public init(_ settings: Settings) {
    var random = RandomNumbers(seed: settings.seed)
    templates = TemplateSet(settings, random: &random)
    clock = NodeClocks(nodeCount: settings.nodeCount, random: &random)
    self.random = random
    remaining = settings.length
  }

  /// Writes the whole log to `descriptor`, which stays open.
  public consuming func write(to descriptor: Int32) throws(OutputError) {
    var output = OutputBuffer(descriptor: descriptor, longestText: templates.longestLine)
    while try writePacket(to: &output) {}
    try output.flush()
  }

  /// Writes a packet's first line and holds its second back, so that those of other nodes come in
  /// between; false at the end of the log.
  private mutating func writePacket(to output: inout OutputBuffer) throws(OutputError) -> Bool {
    let packet = templates.packets[random.below(templates.packets.count)]
    let bits = random.bits()
    if let waiting = held, waiting.line.node == packet.first.node || bits & 1 == 0 {
      guard try writeHeld(waiting, to: &output) else { return false }
    }
    clock.advance(bits >> 32)
    let time = clock.time(of: packet.first.node)
    guard try write(packet.first, at: time, packetBits: bits, to: &output) else { return false }
    guard let second = packet.second else { return true }
    if let waiting = held {
      guard try writeHeld(waiting, to: &output) else { return false }
    }
    let later = clock.timeSoonAfter(of: second.node, bits)
    held = HeldLine(line: second, time: later, packetBits: bits)
    return true
  }

  private mutating func writeHeld(
    _ waiting: HeldLine, to output: inout OutputBuffer
  ) throws(OutputError) -> Bool {
    held = nil
    return try write(
      waiting.line, at: waiting.time, packetBits: waiting.packetBits, to: &output)
  }

  private mutating func write(
    _ line: TemplateSet.Line, at time: Int, packetBits: UInt64, to output: inout OutputBuffer
  ) throws(OutputError) -> Bool {
    guard remaining.lines > 0, remaining.bytes >= line.text.count else { return false }
    remaining.lines -= 1
    remaining.bytes -= line.text.count
    let start = try output.append(templates.bytes.span.extracting(line.text))
    guard !line.places.isEmpty else { return true }
    clock.text.set(time)
    let identifier = IdentifierText(random.bits(), random.bits())
    for index in line.places {
      let place = templates.places[index]
      let offset = start + place.offset
      switch place.text {
      case .time: output.overwrite(offset, with: clock.text)
      case .identifier: output.overwrite(offset, with: identifier)
      case .clientPort: output.overwrite(offset, with: PortText(packetBits >> 8))
      case .requestIdentifier:
        output.overwrite(offset, with: IdentifierText(random.bits(), random.bits()))
      }
    }
    return true
  }
}
