internal import FlowAnswer

/// Lines whose times can be compared: the flows of a node, or what else was said by it.
struct WindowSource: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    /// The flows of a node.
    case flow
    /// Lost events, states and other lines of a node.
    case event
    /// Lines without a time, before the first line of a window that has one.
    case untimed
    /// The nodes that have found no room.
    case rest
  }

  let kind: Kind
  /// The node's name; empty where the lines name none.
  let name: [UInt8]
  /// Time of the newest line that was read; before the first one it is the beginning of time.
  var newest = Int64.min
  /// Time of the newest line that is not ahead of our clock: gaps are told by it.
  var watermark = Int64.min
  /// Lines that are older are not remembered.
  var horizon = Int64.min
  /// The horizon from the next window on: older lines of the present one had to be forgotten.
  var nextHorizon = Int64.min
  /// By the wall clock, when a line of it was read last.
  var seen: Int64
  /// Whether a gap was counted since the watermark.
  var isMissed = false

  // Of the present window.

  /// The watermark before it.
  var watermarkBefore = Int64.min
  /// Time of the oldest line in it.
  var oldestRead = Int64.max
  /// Whether the line of the watermark was there again.
  var hasReturned = false
  /// Whether it is known if there is a gap before it.
  var isJudged = false
  /// Whether any line was read since the state was written.
  var isSeen = false
  /// The bucket of the last line: most of the time that of the next one, too.
  var lastSlot = Int64.min
  var lastBucket = 0

  init(_ kind: Kind, _ name: [UInt8]) {
    self.kind = kind
    self.name = name
    seen = .min
  }

  /// What comes is of another window.
  mutating func begin() {
    watermarkBefore = watermark
    oldestRead = .max
    hasReturned = false
    isJudged = false
    lastSlot = .min
  }

  /// Whether any line was read in the present window.
  var wasRead: Bool {
    oldestRead < .max
  }
}

/// Ten seconds of time: lines are remembered and forgotten by the slot.
enum WindowSlot {
  static let width: Int64 = 10_000_000_000

  /// The slot that a moment lies in.
  @inline(__always)
  static func slot(of time: Int64) -> Int64 {
    floorDivide(time, width)
  }

  /// The first moment of a slot, or of all time.
  static func start(of slot: Int64) -> Int64 {
    let (start, isOver) = slot.multipliedReportingOverflow(by: width)
    return isOver ? (slot < 0 ? .min : .max) : start
  }
}
