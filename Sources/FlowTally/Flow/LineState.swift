/// What is known of the line that was read last, beside where its members are: one value, so that one assignment forgets it.
struct LineState {
  /// One bit a part of the flow: whether it was looked for, and whether it is there.
  var loaded: UInt32 = 0
  var found: UInt32 = 0
  /// The parts whose members the line's layout tells, once they are asked for.
  var awaited: UInt32 = 0
  /// Whether the line's members were found by its colons.
  var isIndexed = false
  /// Of a line that was indexed: where it begins.
  var lineStart = 0
  /// Of a line that was indexed: the protocol of `l4`, and where its object begins.
  var protocolField: JSONField?
  var protocolValue = 0
  /// The layout of a line that was indexed; nil where it has none that is known.
  var layoutNumber: Int?
  /// The event type, once it was asked for: it may be absent.
  var eventType: Int64??
}

/// What flows learn from the lines of a whole run.
struct LearnedFlows: ~Copyable {
  /// The layouts that lines have, and what of their members is the same on each line of one.
  var layouts = LineLayouts()
  var members = KnownLayouts()
  /// The colons of the last line whose members were looked at one by one.
  var askedColons: [UInt16] = []
  /// The lists of workloads that were read, and what they are called.
  var workloads = KnownValues()
  var workloadTexts = ValueTexts()
  /// The lists of labels that were read, and their texts: a cluster has an identity for each, some 600 bytes long.
  var labels = KnownValues(maximumCount: 16_384, maximumByteCount: 16 << 20)
  var labelTexts = ValueTexts()
}
