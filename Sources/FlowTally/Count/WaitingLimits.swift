internal import FlowAnswer

/// How long lines that may be half of a drop wait for the other half, and how many of them.
struct WaitingLimits: Sendable {
  /// How far apart the two lines of a packet may be, and how far a node's clock is from a line that leaves.
  var pairWait = Nanoseconds.seconds(5)
  /// How far apart two lines without event type may be that make a pair.
  var untypedWait = Nanoseconds.milliseconds(500)
  /// Lines of a packet are microseconds apart: so near they pair at once.
  var closeWait = Nanoseconds.milliseconds(1)
  /// How many others have begun to wait behind a line before its node's clock may send it away.
  var leastBehind = 4096
  /// How many lines may wait; of weights, each of their kinds.
  var maximumCount = 131_072
  /// How many bytes these lines may take: as text of a state four times as many, of each of its four lists.
  var maximumByteCount = 48 << 20
}
