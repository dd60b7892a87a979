/// All lines that a log is put together from, as text made once.
///
/// A log of any length repeats them in random order, each time with other times, identifiers and
/// ports. The texts lie one behind the other, line feeds included.
struct TemplateSet: Sendable {
  /// A line: where its text and its changing places are, and the node whose clock it has.
  struct Line: Sendable {
    let text: Range<Int>
    let places: Range<Int>
    let node: Int
  }

  /// One packet's lines, one or two.
  struct Packet: Sendable {
    let first: Line
    let second: Line?
  }

  private(set) var bytes: [UInt8] = []
  private(set) var places: [ChangingPlace] = []
  private(set) var packets: [Packet] = []
  private(set) var longestLine = 0

  /// One packet in so many is spoiled in the `bad` shape, one line of it: about a line in 100.
  private static let damageInterval = 60
  /// More than a packet's lines take on average.
  ///
  /// Reserved at once, as growing costs more than making the text does; pages that stay untouched
  /// are never there.
  private static let bytesPerPacket = 8 << 10

  init(_ settings: FlowLog.Settings, random: inout RandomNumbers) {
    let shape = settings.shape
    let cluster = Cluster(
      nodeCount: settings.nodeCount, namespaceCount: settings.namespaceCount,
      worldWords: shape == .unicode, random: &random)
    var traffic = Traffic(cluster: cluster, random: random)
    let kinds = PacketKind.allCases.filter { shape != .drops || $0.isDrop }
    let total = kinds.reduce(0) { $0 + $1.share }
    bytes.reserveCapacity(settings.packetCount * Self.bytesPerPacket)
    for kind in kinds {
      for _ in 0..<max(1, kind.share * settings.packetCount / total) {
        add(kind, from: &traffic, shape: shape)
      }
    }
    random = traffic.random
  }

  private mutating func add(_ kind: PacketKind, from traffic: inout Traffic, shape: Shape) {
    if let (text, node) = traffic.otherLine(of: kind, spaced: shape == .spaced) {
      packets.append(Packet(first: add(text, node), second: nil))
      return
    }
    var lines = traffic.flows(of: kind).map {
      ($0.line(shape.mask, spaced: shape == .spaced), $0.node)
    }
    if shape == .bad, packets.count % Self.damageInterval == 0 {
      let damage = traffic.random.one(of: Damage.allCases)
      damage.apply(to: &lines[0].0, &traffic.random)
    }
    let added = lines.map { add($0, $1) }
    packets.append(Packet(first: added[0], second: added.dropFirst().first))
  }

  private mutating func add(_ text: LineText, _ node: Node) -> Line {
    let start = bytes.count
    let firstPlace = places.count
    bytes += text.bytes
    bytes.append(UInt8(ascii: "\n"))
    places += text.places
    longestLine = max(longestLine, bytes.count - start)
    return Line(
      text: start..<bytes.count, places: firstPlace..<places.count, node: node.index)
  }
}
