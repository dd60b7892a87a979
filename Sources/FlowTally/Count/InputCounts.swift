internal import FlowAnswer

/// What is known of an input before it is read.
public struct InputName: Sendable, Equatable {
  /// Its name in messages.
  public let name: String
  /// Whether it is a pipe.
  public let isPipe: Bool
  /// Whether it was found in a directory or an archive: if it is no flow log, its lines are not those of the answer.
  public let isMember: Bool

  /// A name.
  public init(_ name: String, isPipe: Bool, isMember: Bool = false) {
    self.name = name
    self.isPipe = isPipe
    self.isMember = isMember
  }
}

/// The lines of one input.
public struct InputCounts: Sendable, Equatable {
  /// Lines that are not blank.
  public private(set) var lineCount: UInt64 = 0
  /// Flow lines.
  public private(set) var flowCount: UInt64 = 0
  /// Lines of Hubble's other events: lost_events, node_status, agent_event, debug_event.
  private var eventCount: UInt64 = 0
  /// Lines that are other JSON objects.
  private var otherCount: UInt64 = 0
  /// Lines that were too long to be read.
  private var oversizeCount: UInt64 = 0
  /// What the lines look like that are none of Hubble's.
  private var foreign = ForeignLines()
  /// The forms in which lines were read.
  private(set) var forms: Set<LineForm> = []

  init() {}

  /// Whether any line is one of Hubble's events.
  var holdsEvents: Bool {
    flowCount > 0 || eventCount > 0
  }

  /// Whether this is no flow log at all: there are lines that could be read, and none is one of Hubble's events.
  public var isNoFlowLog: Bool {
    lineCount > oversizeCount && !holdsEvents
  }

  /// Whether there are lines, and each is too long to be read.
  public var isUnreadable: Bool {
    lineCount > 0 && lineCount == oversizeCount
  }

  /// Whether a part of a log is none of a flow log: two or more lines, and none a JSON object.
  ///
  /// A part may well hold no event.
  public var isPartOfNoFlowLog: Bool {
    lineCount >= 2 && flowCount == 0 && eventCount == 0 && otherCount == 0
  }

  /// What the log looks like where none of its lines is an event of Hubble's.
  public var foreignLog: ForeignLog? {
    foreign.log
  }

  @inline(__always)
  mutating func add(_ result: LineResult) {
    switch result {
    case .blank: return
    case .flow: flowCount &+= 1
    case .lostEvents: eventCount &+= 1
    case .other: otherCount &+= 1
    case .oversize: oversizeCount &+= 1
    case .malformed: break
    }
    lineCount &+= 1
  }

  /// Counts so many flow lines.
  mutating func addFlows(_ count: UInt64) {
    flowCount &+= count
    lineCount &+= count
  }

  /// Of the lines that count as others, one is an event of Hubble's.
  mutating func addEvent() {
    eventCount &+= 1
  }

  mutating func note(_ form: LineForm) {
    forms.insert(form)
  }

  /// Looks at a line that is none of Hubble's; costs nothing once there was a flow, or many such lines.
  mutating func lookAtForeign(_ bytes: Span<UInt8>, _ line: Range<Int>, isObject: Bool) {
    if flowCount == 0 {
      foreign.look(bytes, line, isObject: isObject)
    }
  }

  /// Adds what was counted elsewhere of the same input.
  public mutating func add(_ other: Self) {
    lineCount &+= other.lineCount
    flowCount &+= other.flowCount
    eventCount &+= other.eventCount
    otherCount &+= other.otherCount
    oversizeCount &+= other.oversizeCount
    foreign.add(other.foreign)
    forms.formUnion(other.forms)
  }
}

/// An input and its lines.
struct InputFacts {
  let name: String
  let isPipe: Bool
  let flowCount: UInt64

  init(_ name: InputName, _ counts: InputCounts) {
    self.name = name.name
    isPipe = name.isPipe
    flowCount = counts.flowCount
  }
}
