internal import CKernels
internal import FlowAnswer

/// What reads the lines of blocks, and what it has learned of them: the half of a block counter that no commit takes away.
///
/// All that is learned is bounded, and only makes the next line faster: the same lines give the same counts without it.
struct BlockReader: ~Copyable {
  let kernels: KernelSet
  var scan: ChunkScan
  /// The lines of the present block that have a known head, and how they end.
  var findings = LineFindings()
  var heads = HeadLayouts()
  var tails = KnownTails()
  var times = TimeCache()
  var nodes = NodeNames()
  var absences = LayoutAbsences()
  /// Texts of which a flow that passes the filters holds one.
  var search: NeedleSearch
  /// The flow of the line that was read last, what is counted of it, and the key of its group.
  var flow: Flow
  /// What finds Hubble lines in other lines, and the time that the present line's envelope gives it.
  var envelopes: EnvelopeSearch
  var envelopeTime = OptionalTime.absent
  /// The times in front of the block's lines, and which of these is the present one.
  var timesInFront: TimesInFront?
  var lineIndex = 0
  var facts = LineFacts()
  var key = GroupKey()
  private let takesShortWay: Bool

  /// A reader that has seen no line.
  init(_ plan: TallyPlan, _ rules: CountingRules, _ kernels: KernelSet) {
    self.kernels = kernels
    scan = ChunkScan(kernels: kernels)
    envelopes = EnvelopeSearch(kernels)
    takesShortWay = rules.takesShortWay
    search = NeedleSearch(rules.needles, kernels: kernels)
    flow = Flow(wanted: WantedParts.bits(plan))
    facts.bucketWidth = plan.bucketWidth ?? .zero
    facts.labelKeys = plan.labelKeys.map(LabelKey.init)
  }
}

// MARK: Heads and tails

extension BlockReader {
  /// Finds the lines of a block that have a known head, and of these the ones with a known tail.
  mutating func findShortWays(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) {
    guard takesShortWay else {
      return
    }
    findings.begin(lineCount: ends.count)
    matchAll(bytes, ends)
  }

  private mutating func matchAll(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) {
    findings.areWhole = true
    kernels.matchHeads(bytes, ends, heads.heads, into: &findings.matches)
    if heads.haveTimes {
      kernels.matchTails(
        bytes, ends, heads.heads, findings.matches, tails, into: &findings.knownTails)
    }
  }

  /// Finds where in the block the key of a time or a node may stand; once a block.
  @inline(__always)
  mutating func findObstacles(_ bytes: Span<UInt8>) {
    if !findings.hasObstacles {
      findings.obstacleCount = kernels.findObstacles(bytes, into: &findings.obstacles)
      findings.hasObstacles = true
    }
  }

  /// How a line ends, nil where it does not end as the agent writes it.
  mutating func tail(_ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ line: Int) -> LineTail? {
    if !findings.hasTails {
      kernels.findTails(bytes, ends, into: &findings.tails)
      findings.hasTails = true
    }
    let tail = findings.tails[line]
    return tail.isThere ? tail : nil
  }

  /// Reads a line that the scan found valid, and learns its head where that is new.
  mutating func readValid(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ ends: Span<UInt32>, _ index: Int
  ) {
    // Used only within this call; the scan is not changed by it.
    let lent = unsafe scan.outside
    unsafe flow.readValid(
      bytes, outside: lent.span, start, end, mayHaveBackslash: scan.hasEscape(index), kernels)
    if takesShortWay, findings.matches[index].head == LineFindings.noHead,
      heads.learn(flow.line, bytes, start), findings.areWhole
    {
      matchAll(bytes, ends)
    }
  }
}

// MARK: Facts of a line

extension BlockReader {
  /// Whether a line may have a member, or one of the texts that are searched for, where its bytes do not show it.
  @inline(__always)
  func mayHide(_ index: Int) -> Bool {
    scan.isWatched(index) || !search.isEmpty && scan.hasEscape(index)
  }
}

extension BlockReader {
  /// Finds the flow's time, else the wrapper's.
  mutating func readTime(_ bytes: Span<UInt8>) {
    facts.time = time(bytes)
  }

  private mutating func time(_ bytes: Span<UInt8>) -> OptionalTime {
    if let start = flow.line.flow.startOfString(.time, in: bytes),
      Words.load(bytes, start &+ 24) &>> 56 == UInt64(Byte.quote)
    {
      // Nothing with a quote in it is a time, so that is the one behind it. A shorter text may end at the block's end.
      let time = times.time(bytes, (start &+ 1)..<(start &+ 31))
      if time != .absent {
        return time
      }
    }
    return flow.time(bytes).map { OptionalTime($0) } ?? outerTime
  }

  /// The time of an event that is no flow.
  mutating func eventTime(_ bytes: Span<UInt8>) -> OptionalTime {
    flow.wrapperTime(bytes).map { OptionalTime($0) } ?? outerTime
  }

  /// The time that stands around what is on the present line.
  private var outerTime: OptionalTime {
    guard envelopeTime == .absent, let timesInFront else {
      return envelopeTime
    }
    return timesInFront.time(ofLine: lineIndex)
  }

  /// Finds why the flow was dropped, and who denied it.
  mutating func readReason(_ bytes: Span<UInt8>, isDrop: Bool) {
    facts.reason.removeAll()
    if isDrop && facts.verdict.isAudit {
      facts.reason.append(DenyingPolicies.auditReason)
    } else {
      facts.hasReason = flow.appendReason(bytes, to: &facts.reason, isDrop: isDrop)
    }
    facts.policies.read(&flow, bytes, reason: facts.reason)
  }

  /// Makes the key of the flow's group.
  mutating func readKey(_ sources: [GroupSource], _ bytes: Span<UInt8>) {
    key.removeAll()
    for source in sources {
      GroupValue.append(&flow, source, bytes, &facts, to: &key)
    }
  }

  /// The number of the node whose name is the string that begins there; nil where there is none, or no room for it.
  @inline(__always)
  mutating func node(at start: Int?, _ bytes: Span<UInt8>) -> Int? {
    start.flatMap { nodes.number(stringAt: $0, bytes) }
  }

  /// The place of the string that begins at `start`.
  static func place(_ start: Int?, _ bytes: Span<UInt8>) -> Range<Int>? {
    start.map { $0..<ValidText.endOfString(bytes, $0) }
  }

  /// The digest of a flow's uuid, which any rendering of it has, else of the line.
  func digest(_ bytes: Span<UInt8>, _ line: Range<Int>, _ digest: LineDigest) -> UInt64 {
    guard flow.line.hasFlow, let uuid = flow.line.flow.string(.uuid, in: bytes), uuid.count > 2
    else {
      return digest.value(bytes, line, .line)
    }
    return digest.value(bytes, uuid, .uuid)
  }
}
