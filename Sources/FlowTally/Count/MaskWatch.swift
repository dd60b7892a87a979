/// What one line shows of a field mask.
struct MaskSight {
  /// Fields of the flow itself that are not there, of those that are on nearly every line.
  var absent: UInt128
  /// A bit a field that neither end has.
  var absentOfEnds: UInt8 = 0
  var lacksReason = false
  var hasDenyList = false
  /// An explicit deny, which names its policy here or nowhere.
  var isExplicitDenyVerdict = false
}

/// Finds the fields that a field mask cut off: absent from at least 99 % of 100 or more lines.
struct MaskWatch {
  /// Fields of the flow itself that are on nearly every line unless masked.
  private static let flowFields: [JSONField] = [
    .ip, .type, .destination, .eventType, .l4, .nodeName, .source, .time, .trafficDirection, .uuid,
  ]
  private static let flowFieldBits = flowFields.reduce(UInt128(0)) { $0 | $1.bit }
  /// Fields of endpoints that at least one end nearly always has.
  private static let endpointFields: [JSONField] = [.identity, .labels, .namespace]

  private let looksAtDrops: Bool
  private var lineCount: UInt64 = 0
  private var flowAbsences = [UInt64](repeating: 0, count: flowFields.count)
  /// What the last line lacks, and how many such lines came one after the other that are not counted yet: on a masked log
  /// every line lacks the same.
  private var absentBits: UInt128 = 0
  private var pendingLines: UInt64 = 0
  private var reasonAbsences: UInt64 = 0
  private var endpointAbsences = [UInt64](repeating: 0, count: endpointFields.count)
  private var explicitDenyVerdicts: UInt64 = 0
  private var hasDenyList = false

  /// A watch over DROPPED lines, or over all flow lines.
  init(looksAtDrops: Bool) {
    self.looksAtDrops = looksAtDrops
  }

  /// Looks at a flow that passed the filters; of a dropped one the reason has been read.
  ///
  /// Gives what it saw: the same on all lines of a layout that give the same reason and event.
  @discardableResult
  mutating func look(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: inout LineFacts,
    _ absences: inout LayoutAbsences
  ) -> MaskSight? {
    let isDropped = facts.verdict.isDropped
    guard isDropped || !looksAtDrops else {
      return nil
    }
    var sight = MaskSight(absent: Self.flowFieldBits & ~flow.line.flow.fields)
    if isDropped {
      lookAtDenyLists(&flow, bytes, facts.reason, &sight)
    }
    if looksAtDrops {
      sight.lacksReason = !facts.hasReason && !flow.isL7(bytes)
      sight.absentOfEnds = absences.absentFields(Self.endpointFields, &flow, bytes)
    }
    note(sight)
    return sight
  }

  /// Notes what a line would show that was seen before.
  @inline(__always)
  mutating func note(_ sight: MaskSight) {
    lineCount &+= 1
    if sight.absent != absentBits {
      countPending()
      absentBits = sight.absent
    }
    pendingLines &+= 1
    hasDenyList = hasDenyList || sight.hasDenyList
    explicitDenyVerdicts &+= sight.isExplicitDenyVerdict ? 1 : 0
    reasonAbsences &+= sight.lacksReason ? 1 : 0
    guard sight.absentOfEnds != 0 else {
      return
    }
    for index in 0..<Self.endpointFields.count where sight.absentOfEnds &>> UInt8(index) & 1 == 1 {
      endpointAbsences[index] &+= 1
    }
  }

  private mutating func countPending() {
    for (index, field) in Self.flowFields.enumerated() where absentBits & field.bit != 0 {
      flowAbsences[index] &+= pendingLines
    }
    pendingLines = 0
  }

  /// An explicit deny names its policy on its policy-verdict line, and only there.
  private func lookAtDenyLists(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ reason: TextBuffer, _ sight: inout MaskSight
  ) {
    sight.hasDenyList =
      flow.line.flow.isPresent(.egressDeniedBy, in: bytes)
      || flow.line.flow.isPresent(.ingressDeniedBy, in: bytes)
    sight.isExplicitDenyVerdict =
      reason.equals(DropReason.policyDeny.name)
      && flow.eventType(bytes) == EventType.policyVerdict
  }

  /// Adds what another saw.
  mutating func merge(_ other: Self) {
    var other = other
    other.countPending()
    lineCount &+= other.lineCount
    for index in flowAbsences.indices {
      flowAbsences[index] &+= other.flowAbsences[index]
    }
    for index in endpointAbsences.indices {
      endpointAbsences[index] &+= other.endpointAbsences[index]
    }
    reasonAbsences &+= other.reasonAbsences
    explicitDenyVerdicts &+= other.explicitDenyVerdicts
    hasDenyList = hasDenyList || other.hasDenyList
  }

  /// The masked fields by their paths, sorted.
  var maskedFields: [String] {
    var counted = self
    counted.countPending()
    return counted.countedMaskedFields
  }

  private var countedMaskedFields: [String] {
    var masked: [String] = []
    if lineCount >= 100 {
      for (index, field) in Self.flowFields.enumerated() where isMasked(flowAbsences[index]) {
        masked.append(field.name)
      }
      for (index, field) in Self.endpointFields.enumerated()
      where isMasked(endpointAbsences[index]) {
        masked += ["source.\(field.name)", "destination.\(field.name)"]
      }
      if isMasked(reasonAbsences) {
        masked.append(JSONField.dropReasonDesc.name)
      }
    }
    if explicitDenyVerdicts > 0 && !hasDenyList {
      masked += [JSONField.egressDeniedBy.name, JSONField.ingressDeniedBy.name]
    }
    return masked.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func isMasked(_ absences: UInt64) -> Bool {
    absences &* 100 >= lineCount &* 99
  }
}
