public import FlowAnswer

/// Tells the new lines of a window from those that earlier windows held: each line counts once, however the windows overlap.
///
///     begin(at:) -> isNew... for each line -> end(isWhole:) -> write(to:at:)
///
/// A flow is known by its uuid, any other line by its bytes: by digests of 64 bits. Of a line that was there c times before, the
/// first c are known and all further ones are new, as identical lines are legitimate. What has no time of its own (malformed and
/// blank lines) is known by its bytes and the time of the line before it.
///
/// Remembered are the lines that a next window can hold: those of a node from its newest one back over `span`; without one, those
/// from the oldest one on that the last window held. Beyond `maximumLineCount` the oldest leave. Whatever is older than what is
/// remembered is taken for known, and reported: nothing counts twice.
///
/// Memory: 12 bytes for a line that is remembered, 12 for one of the present window, some 100 for a node's ten seconds of lines.
/// Source of the rules: the state of a piped source, and its gaps.
public struct WindowMemory: Sendable {
  /// Lines that are remembered at most.
  public static let maximumLineCount = 4 << 20

  /// How far back a window reaches; nil where that is not known.
  public var span: Nanoseconds?

  /// So far may a node's clock be ahead of ours.
  private static let tolerance = Nanoseconds.seconds(300)

  let maximumLineCount: Int
  var digest = LineDigest()
  var sources: [WindowSource] = []
  var remembered = RememberedLines()
  /// The lines of the present window that were not remembered, and the bucket of each.
  var newDigests: [UInt64] = []
  var newBuckets: [Int32] = []
  /// When the present window and the last whole one before it were asked for, by the wall clock.
  var start = Int64.min
  var previousStart: Int64?
  /// Whether time lies between the last whole window and the present one.
  private(set) var isLate = false
  /// Whether the present window was judged before its end.
  var goesOn = false
  /// The wall clock, as far as it is known.
  var clock = Int64.min
  var report = WindowReport()

  /// The buckets that the windows before have left.
  var oldBucketCount = 0
  // Names of nodes, and the number of the source that each is.
  private var flowNames = Self.names
  private var flowSources: [Int] = []
  private var eventNames = Self.names
  private var eventSources: [Int] = []
  private var otherSources: [WindowSource.Kind: Int] = [:]
  /// Source and time of the last line that had one.
  private var context: (source: Int, time: Int64)?
  /// The oldest flow that an earlier window held, too: so far back this one reaches.
  private(set) var oldestReturned = Int64.max
  private var untimedFlowCount: UInt64 = 0
  private var hasTimedFlow = false

  private static var names: ByteTable {
    ByteTable(maximumCount: NodeLimit.count, maximumByteCount: 16 << 20)
  }

  /// A memory of nothing.
  public init(span: Nanoseconds?, maximumLineCount: Int = maximumLineCount) {
    self.span = span
    self.maximumLineCount = max(1, maximumLineCount)
  }

  /// Begins a window that was asked for at `now`.
  public mutating func begin(at now: Timestamp) {
    if start > .min {
      consolidate(at: now.nanoseconds)
    }
    start = now.nanoseconds
    goesOn = false
    isLate = reach.flatMap { reach in previousStart.map { reach > $0 } } ?? false
    clock = start
    oldBucketCount = remembered.buckets.count
    for index in sources.indices {
      sources[index].begin()
    }
    context = nil
    oldestReturned = .max
    untimedFlowCount = 0
    hasTimedFlow = false
  }

  /// Whether flows were read and none has a time: then windows cannot be compared.
  ///
  /// Known after a hundred of them, or at the window's end.
  public var hasNoTimes: Bool {
    untimedFlowCount > 0 && !hasTimedFlow
  }

  /// Whether so many flows without a time were read, and none with one, that reading on would not change it.
  public var surelyHasNoTimes: Bool {
    untimedFlowCount >= 100 && !hasTimedFlow
  }

  /// What windows held since it was asked for last.
  public mutating func takeReport() -> WindowReport {
    defer { report = WindowReport() }
    return report
  }
}

// MARK: Lines

extension WindowMemory {
  /// Whether a line with a time is new; it is known from then on.
  ///
  /// `node` is the place of the name of its node, with quotes.
  mutating func isNew(
    _ digest: UInt64, _ kind: WindowSource.Kind, _ node: Range<Int>?, _ bytes: Span<UInt8>,
    at time: Int64
  ) -> Bool {
    let source = source(kind, node, bytes)
    context = (source, time)
    if kind == .flow {
      hasTimedFlow = true
    }
    return isNew(digest, of: source, at: time)
  }

  /// Whether a line without a time is new; it counts for the source of the line before it.
  mutating func isNewUntimed(
    _ kind: LineDigest.Kind, _ bytes: Span<UInt8>, _ line: Range<Int>
  ) -> Bool {
    guard let context else {
      let digest = digest.value(bytes, line, kind)
      return isNew(digest, of: source(.untimed), at: 0)
    }
    let digest = digest.value(bytes, line, kind, context: context.time)
    return isNew(digest, of: context.source, at: context.time)
  }

  /// Notes a flow without a time.
  mutating func noteUntimedFlow() {
    untimedFlowCount &+= 1
  }

  private mutating func isNew(_ digest: UInt64, of source: Int, at time: Int64) -> Bool {
    sources[source].isSeen = true
    sources[source].oldestRead = min(sources[source].oldestRead, time)
    guard time >= sources[source].horizon else {
      report.tooOldCount &+= 1
      return false
    }
    let bucket = bucket(of: source, at: time)
    if remembered.take(digest, in: bucket) {
      report.knownCount &+= 1
      if sources[source].kind == .flow {
        oldestReturned = min(oldestReturned, time)
      }
      if time == sources[source].watermarkBefore {
        sources[source].hasReturned = true
        sources[source].isMissed = false
      }
      return false
    }
    newDigests.append(digest)
    newBuckets.append(Int32(truncatingIfNeeded: bucket))
    sources[source].newest = max(sources[source].newest, time)
    if time > sources[source].watermark && time <= clock &+ Self.tolerance.count {
      sources[source].watermark = time
      sources[source].isMissed = false
    }
    if isFull {
      forgetOldest()
    }
    return true
  }

  @inline(__always)
  private mutating func bucket(of source: Int, at time: Int64) -> Int {
    let slot = WindowSlot.slot(of: time)
    if sources[source].lastSlot != slot {
      sources[source].lastSlot = slot
      sources[source].lastBucket = remembered.bucket(
        at: RememberedLines.Place(source: source, slot: slot))
    }
    return sources[source].lastBucket
  }
}

// MARK: Sources

extension WindowMemory {
  private mutating func source(
    _ kind: WindowSource.Kind, _ node: Range<Int>?, _ bytes: Span<UInt8>
  ) -> Int {
    guard let node else {
      let nothing: [UInt8] = []
      return source(kind, named: nothing.span)
    }
    let content = (node.lowerBound + 1)..<(node.upperBound - 1)
    if StringScan.nextQuoteOrBackslash(bytes, content.lowerBound) == content.upperBound {
      return source(kind, named: bytes.extracting(content))
    }
    return source(kind, named: StringText.decoded(bytes, node).span)
  }

  /// The number of a source, a new one where it is new.
  mutating func source(_ kind: WindowSource.Kind, named name: Span<UInt8>) -> Int {
    switch kind {
    case .flow:
      guard let index = flowNames.index(of: name) else {
        return source(.rest)
      }
      if index == flowSources.count {
        flowSources.append(add(kind, flowNames.key(at: index)))
      }
      return flowSources[index]
    case .event:
      guard let index = eventNames.index(of: name) else {
        return source(.rest)
      }
      if index == eventSources.count {
        eventSources.append(add(kind, eventNames.key(at: index)))
      }
      return eventSources[index]
    case .untimed, .rest:
      return source(kind)
    }
  }

  /// The number of a source that has no name.
  private mutating func source(_ kind: WindowSource.Kind) -> Int {
    if let number = otherSources[kind] {
      return number
    }
    let number = add(kind, [])
    otherSources[kind] = number
    return number
  }

  private mutating func add(_ kind: WindowSource.Kind, _ name: ArraySlice<UInt8>) -> Int {
    sources.append(WindowSource(kind, Array(name)))
    return sources.count - 1
  }
}
